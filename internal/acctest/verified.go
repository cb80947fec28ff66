package acctest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// verifiedServer is the provider server of almost all tests: where its shortcut answers, the framework is asked as well, and
// an answer that differs in anything is an error.
func verifiedServer(options ...provider.Option) func() tfprotov6.ProviderServer {
	return provider.NewServer("test", append(options, provider.WithVerifier(verifier{}))...)
}

type verifier struct{}

// outcome is what the answers to a plan and to a refresh have in common, with whatever else one of them says.
type outcome struct {
	state    *tfprotov6.DynamicValue
	identity *tfprotov6.ResourceIdentityData
	private  []byte
	rest     any
}

func outcomeOfPlan(r tfprotov6.PlanResourceChangeResponse) outcome {
	o := outcome{state: r.PlannedState, identity: r.PlannedIdentity, private: r.PlannedPrivate}
	r.PlannedState, r.PlannedIdentity, r.PlannedPrivate = nil, nil, nil
	o.rest = r
	return o
}

func outcomeOfRead(r tfprotov6.ReadResourceResponse) outcome {
	o := outcome{state: r.NewState, identity: r.NewIdentity, private: r.Private}
	r.NewState, r.NewIdentity, r.Private = nil, nil, nil
	o.rest = r
	return o
}

// Plan implements provider.Verifier. It returns what the shortcut answered, or an error if the framework answers anything
// else.
func (verifier) Plan(ctx context.Context, framework tfprotov6.ProviderServer, req *tfprotov6.PlanResourceChangeRequest, answer *tfprotov6.PlanResourceChangeResponse) *tfprotov6.PlanResourceChangeResponse {
	want, err := framework.PlanResourceChange(ctx, req)
	if err == nil {
		err = differences(ctx, framework, req.TypeName, outcomeOfPlan(*answer), outcomeOfPlan(*want))
	}
	if err != nil {
		return &tfprotov6.PlanResourceChangeResponse{Diagnostics: differs("plan", req.TypeName, err)}
	}
	return answer
}

// Read implements provider.Verifier, like Plan.
func (verifier) Read(ctx context.Context, framework tfprotov6.ProviderServer, req *tfprotov6.ReadResourceRequest, answer *tfprotov6.ReadResourceResponse) *tfprotov6.ReadResourceResponse {
	want, err := framework.ReadResource(ctx, req)
	if err == nil {
		err = differences(ctx, framework, req.TypeName, outcomeOfRead(*answer), outcomeOfRead(*want))
	}
	if err != nil {
		return &tfprotov6.ReadResourceResponse{Diagnostics: differs("refresh", req.TypeName, err)}
	}
	return answer
}

func differs(what, typeName string, err error) []*tfprotov6.Diagnostic {
	return []*tfprotov6.Diagnostic{{
		Severity: tfprotov6.DiagnosticSeverityError, Summary: "Shortcut Differs", Detail: fmt.Sprintf("%s of a %s: %v", what, typeName, err),
	}}
}

// differences names what differs between two answers, without the values.
func differences(ctx context.Context, framework tfprotov6.ProviderServer, typeName string, got, want outcome) error {
	if !reflect.DeepEqual(got.rest, want.rest) {
		return errors.New("the framework has diagnostics, replacements or a deferral")
	}
	if got.identity == nil || want.identity == nil {
		return errors.New("an identity is missing")
	}
	// The types are asked for only where the bytes differ, as those of sets in another order do: a schema takes longer than
	// everything else here.
	if !sameBytes(got.state, want.state) {
		schemas, err := framework.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
		if err != nil {
			return err
		}
		if !equalValues(schemas.ResourceSchemas[typeName].ValueType(), got.state, want.state) {
			return errors.New("the states differ")
		}
	}
	if !sameBytes(got.identity.IdentityData, want.identity.IdentityData) {
		identities, err := framework.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
		if err != nil {
			return err
		}
		if !equalValues(identities.IdentitySchemas[typeName].ValueType(), got.identity.IdentityData, want.identity.IdentityData) {
			return errors.New("the identities differ")
		}
	}
	if !equalPrivate(got.private, want.private) {
		return errors.New("the private states differ")
	}
	return nil
}

func equalPrivate(a, b []byte) bool {
	if len(a) == 0 || len(b) == 0 {
		return len(a) == len(b)
	}
	var x, y map[string][]byte
	return json.Unmarshal(a, &x) == nil && json.Unmarshal(b, &y) == nil && reflect.DeepEqual(x, y)
}

func sameBytes(a, b *tfprotov6.DynamicValue) bool {
	return len(a.MsgPack) > 0 && bytes.Equal(a.MsgPack, b.MsgPack)
}

func equalValues(typ tftypes.Type, a, b *tfprotov6.DynamicValue) bool {
	x, err := a.Unmarshal(typ)
	if err != nil {
		return false
	}
	y, err := b.Unmarshal(typ)
	return err == nil && x.Equal(y)
}
