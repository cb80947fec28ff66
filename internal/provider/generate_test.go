package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
)

// TestGenerateResourceConfig: what a CLI of 1.14 or later gets for an import is announced, is what a person would write, and
// its plan on the state that it was made from changes nothing.
func TestGenerateResourceConfig(t *testing.T) {
	t.Parallel()
	for _, n := range nouns.Lives() {
		t.Run(n.TypeName, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			for _, object := range []mockapi.Object{n.Kept(), n.Existing()} {
				l := s.Lifecycle(t, n.TypeName, "")
				acctest.Quiet(t, l.Import(t.Context(), s.Put(n.Kind, object), ""))
				generated, err := l.GenerateResourceConfig(t.Context(), &tfprotov6.GenerateResourceConfigRequest{TypeName: n.TypeName, State: l.State})
				if err != nil {
					t.Fatal(err)
				}
				acctest.Quiet(t, generated.Diagnostics)
				config := l.Decode(l.ResourceType(n.TypeName), generated.Config)
				for _, name := range []string{"id", "timeouts", "create_time", "creator_uuid"} {
					if value, ok := config[name]; ok && !value.IsNull() {
						t.Errorf("%s is written, as %s", name, value)
					}
				}
				plan := l.PlanValue(t.Context(), generated.Config)
				if changed := l.Changes(plan); acctest.ErrorAmong(plan.Diagnostics) || len(changed) > 0 || len(plan.RequiresReplace) > 0 {
					t.Errorf("the plan changes %v and replaces because of %v: %s", changed, plan.RequiresReplace, acctest.DiagnosticLines(plan.Diagnostics))
				}
			}
		})
	}
	p := acctest.NewProtocol(t)
	schema, err := p.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || !schema.ServerCapabilities.GenerateResourceConfig || !schema.ServerCapabilities.PlanDestroy {
		t.Errorf("announced are %+v, %v", schema.ServerCapabilities, err)
	}
	metadata, err := p.GetMetadata(t.Context(), &tfprotov6.GetMetadataRequest{})
	if err != nil || !metadata.ServerCapabilities.GenerateResourceConfig {
		t.Errorf("announced are %+v, %v", metadata.ServerCapabilities, err)
	}
	empty, err := p.GenerateResourceConfig(t.Context(), &tfprotov6.GenerateResourceConfigRequest{TypeName: "zerotrust_nothing", State: &tfprotov6.DynamicValue{MsgPack: []byte{0xc0}}})
	if err != nil || !strings.Contains(acctest.DiagnosticLines(empty.Diagnostics), "error") {
		t.Errorf("a type that does not exist: %v, %v", empty, err)
	}
}

// TestSchema_generatesWhole: a CLI leaves some arguments out of the configuration that it generates, so that the first apply would
// clear them. Those are deprecated ones, for which a validator warns instead, and at any depth what is called id and is both
// optional and computed, because an old library for providers adds such a one to every resource.
func TestSchema_generatesWhole(t *testing.T) {
	t.Parallel()
	p := acctest.NewProtocol(t)
	schema, err := p.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	var check func(path string, attributes []*tfprotov6.SchemaAttribute)
	check = func(path string, attributes []*tfprotov6.SchemaAttribute) {
		for _, attribute := range attributes {
			name := path + "." + attribute.Name
			if attribute.Deprecated || attribute.DeprecationMessage != "" {
				t.Errorf("%s is deprecated", name)
			}
			if attribute.Name == "id" && attribute.Optional && attribute.Computed {
				t.Errorf("%s is optional and computed", name)
			}
			if attribute.NestedType != nil {
				check(name, attribute.NestedType.Attributes)
			}
		}
	}
	for name, resource := range schema.ResourceSchemas {
		check(name, resource.Block.Attributes)
	}
}
