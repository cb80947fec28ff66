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
func verifiedServer(options provider.Options) func() tfprotov6.ProviderServer {
	options.Verifier = verifier{}
	return provider.NewServer("test", options)
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
	if err := same("states", got.state, want.state, func() (tftypes.Type, error) {
		resp, err := framework.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
		if err != nil {
			return nil, err
		}
		return resp.ResourceSchemas[typeName].ValueType(), nil
	}); err != nil {
		return err
	}
	if err := same("identities", got.identity.IdentityData, want.identity.IdentityData, func() (tftypes.Type, error) {
		resp, err := framework.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
		if err != nil {
			return nil, err
		}
		return resp.IdentitySchemas[typeName].ValueType(), nil
	}); err != nil {
		return err
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

// same says which values differ. It asks for their type only where the bytes differ, as those of sets in another order do: a
// schema takes longer than everything else here.
func same(what string, a, b *tfprotov6.DynamicValue, typeOf func() (tftypes.Type, error)) error {
	if len(a.MsgPack) > 0 && bytes.Equal(a.MsgPack, b.MsgPack) {
		return nil
	}
	typ, err := typeOf()
	if err != nil {
		return err
	}
	x, err := a.Unmarshal(typ)
	if err != nil {
		return err
	}
	y, err := b.Unmarshal(typ)
	if err != nil {
		return err
	}
	if !x.Equal(y) {
		return fmt.Errorf("the %s differ", what)
	}
	return nil
}
