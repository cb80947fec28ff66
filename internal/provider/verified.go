package provider

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// verified compares what the shortcut answered with what the framework answers.
func verified(ctx context.Context, framework server, req *tfprotov6.PlanResourceChangeRequest, answer *tfprotov6.PlanResourceChangeResponse) *tfprotov6.PlanResourceChangeResponse {
	want, err := framework.PlanResourceChange(ctx, req)
	if err == nil {
		err = differences(ctx, framework, req.TypeName, answer, want)
	}
	if err != nil {
		return &tfprotov6.PlanResourceChangeResponse{Diagnostics: []*tfprotov6.Diagnostic{{
			Severity: tfprotov6.DiagnosticSeverityError, Summary: "Plan Without Changes Differs", Detail: fmt.Sprintf("%s: %v", req.TypeName, err),
		}}}
	}
	return answer
}

// differences names what differs between two answers, without the values.
func differences(ctx context.Context, framework server, typeName string, got, want *tfprotov6.PlanResourceChangeResponse) error {
	rest := func(r tfprotov6.PlanResourceChangeResponse) tfprotov6.PlanResourceChangeResponse {
		r.PlannedState, r.PlannedIdentity, r.PlannedPrivate = nil, nil, nil
		return r
	}
	if !reflect.DeepEqual(rest(*got), rest(*want)) {
		return fmt.Errorf("the framework has %d diagnostics, %d replacements, deferred: %t", len(want.Diagnostics), len(want.RequiresReplace), want.Deferred != nil)
	}
	schemas, err := framework.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return err
	}
	identities, err := framework.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return err
	}
	if !equalValues(schemas.ResourceSchemas[typeName].ValueType(), got.PlannedState, want.PlannedState) {
		return errors.New("the planned states differ")
	}
	if (got.PlannedIdentity == nil) != (want.PlannedIdentity == nil) {
		return errors.New("one identity is missing")
	}
	if got.PlannedIdentity != nil && !equalValues(identities.IdentitySchemas[typeName].ValueType(), got.PlannedIdentity.IdentityData, want.PlannedIdentity.IdentityData) {
		return errors.New("the planned identities differ")
	}
	var gotPrivate, wantPrivate map[string][]byte
	if json.Unmarshal(orNull(got.PlannedPrivate), &gotPrivate) != nil || json.Unmarshal(orNull(want.PlannedPrivate), &wantPrivate) != nil ||
		!reflect.DeepEqual(gotPrivate, wantPrivate) {
		return errors.New("the private states differ")
	}
	return nil
}

func orNull(text []byte) []byte {
	if len(text) == 0 {
		return []byte("null")
	}
	return text
}

func equalValues(typ tftypes.Type, a, b *tfprotov6.DynamicValue) bool {
	x, err := a.Unmarshal(typ)
	if err != nil {
		return false
	}
	y, err := b.Unmarshal(typ)
	return err == nil && x.Equal(y)
}
