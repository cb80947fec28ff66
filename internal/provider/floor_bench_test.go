package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest/trivial"
)

// BenchmarkPlan_floor is what BenchmarkPlan_app is compared with: what the framework alone costs.
func BenchmarkPlan_floor(b *testing.B) {
	const typeName = "trivial_thing"
	server := providerserver.NewProtocol6(trivial.New())()
	if _, err := server.GetProviderSchema(b.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		b.Fatal(err)
	}
	typ := tftypes.Object{AttributeTypes: map[string]tftypes.Type{"id": tftypes.String, "name": tftypes.String, "description": tftypes.String}}
	value := func(id any) *tfprotov6.DynamicValue {
		v, err := tfprotov6.NewDynamicValue(typ, tftypes.NewValue(typ, map[string]tftypes.Value{
			"id": tftypes.NewValue(tftypes.String, id), "name": tftypes.NewValue(tftypes.String, "n"), "description": tftypes.NewValue(tftypes.String, "v"),
		}))
		if err != nil {
			b.Fatal(err)
		}
		return &v
	}
	state, config := value("1"), value(nil)
	b.ReportAllocs()
	begun := cpu(b)
	for b.Loop() {
		validated, err := server.ValidateResourceConfig(b.Context(), &tfprotov6.ValidateResourceConfigRequest{TypeName: typeName, Config: config})
		if err != nil || len(validated.Diagnostics) > 0 {
			b.Fatal(err, validated)
		}
		read, err := server.ReadResource(b.Context(), &tfprotov6.ReadResourceRequest{TypeName: typeName, CurrentState: state})
		if err != nil || len(read.Diagnostics) > 0 {
			b.Fatal(err, read)
		}
		plan, err := server.PlanResourceChange(b.Context(), &tfprotov6.PlanResourceChangeRequest{
			TypeName: typeName, PriorState: read.NewState, Config: config, ProposedNewState: read.NewState,
		})
		if err != nil || len(plan.Diagnostics) > 0 {
			b.Fatal(err, plan)
		}
	}
	b.ReportMetric(float64(cpu(b)-begun)/float64(b.N), "cpu-ns/op")
}
