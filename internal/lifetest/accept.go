package lifetest

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/compare"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// block is a resource block, whose values the configuration language takes as they are in JSON.
func (n Noun) block(label string, config object) string {
	var b strings.Builder
	fmt.Fprintf(&b, "resource %q %q {\n", n.TypeName, label)
	for _, name := range slices.Sorted(maps.Keys(config)) {
		fmt.Fprintf(&b, "  %s = %s\n", name, encode(config[name]))
	}
	return b.String() + "}\n"
}

// selecting is ListConfig in the configuration language.
func (n Noun) selecting(indent string) string {
	var b strings.Builder
	for name, value := range parsed(cmp.Or(n.ListConfig, "{}")) {
		fmt.Fprintf(&b, "%s%s = %s\n", indent, name, encode(value))
	}
	return b.String()
}

// never are the attributes that an import cannot find.
func (n Noun) never() []string {
	ignored := []string{"secret", "login_url", "access_token"}
	for _, a := range n.Arguments {
		if a.Unread || a.Once || a.Local {
			ignored = append(ignored, a.Name)
		}
	}
	return ignored
}

// Accept leads a noun through its life with a CLI: minimal, full, imported, read by data sources, destroyed, with an empty plan
// after every apply.
func Accept(t *testing.T, n Noun) {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{Undocumented: n.Fixed})
	provider := s.Provider()
	if n.Fixed {
		provider = s.Provider("allow_undocumented_operations = true")
	}
	address := n.TypeName + ".test"
	full := n.block("test", n.full())
	data := fmt.Sprintf("data %q \"one\" {\n  id = %s.id\n}\n", n.TypeName, address)
	if n.List != "" {
		data += fmt.Sprintf("data \"zerotrust_%s\" \"all\" {\n%s  depends_on = [%s]\n}\n", n.List, n.selecting("  "), address)
	}
	step := func(config string, action plancheck.ResourceActionType) resource.TestStep {
		return resource.TestStep{Config: provider + config, ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, action))}
	}
	change := plancheck.ResourceActionUpdate
	l := &life{suite: &suite{Noun: n}, t: t}
	if len(l.replacing(n.minimal(), n.full())) > 0 {
		change = plancheck.ResourceActionReplace
	}
	noop := resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop)}}
	imported := resource.TestStep{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIgnore: n.never()}
	byBlock := resource.TestStep{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithID, ImportPlanChecks: noop}
	nobody := imported
	nobody.ImportStateId, nobody.ImportStateVerify, nobody.ExpectError = "nobody", false, regexp.MustCompile(`Unable to Import`)
	steps := []resource.TestStep{step(n.block("test", n.minimal()), plancheck.ResourceActionCreate), byBlock, step(full, change), imported, nobody}
	read := resource.TestStep{Config: provider + full + data, ConfigStateChecks: []statecheck.StateCheck{
		statecheck.CompareValuePairs(address, tfjsonpath.New("id"), "data."+n.TypeName+".one", tfjsonpath.New("id"), compare.ValuesSame()),
	}}
	if n.List != "" {
		read.ConfigStateChecks = append(read.ConfigStateChecks, statecheck.ExpectKnownValue("data.zerotrust_"+n.List+".all", tfjsonpath.New(n.List), knownvalue.NotNull()))
	}
	resource.Test(t, resource.TestCase{ProtoV6ProviderFactories: acctest.Factories(), Steps: append(steps, read)})
	for _, o := range s.Objects(n.Kind) {
		if n.Ends == Retired || n.Ends == Revoked && encode(o["status"]) != "3" {
			t.Errorf("%v is left", o)
		}
	}
}

// AcceptNewer leads a noun through what newer CLIs have: identities and list resources.
func AcceptNewer(t *testing.T, n Noun) {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{})
	address := n.TypeName + ".test"
	steps := []resource.TestStep{
		{
			Config: s.Provider() + n.block("test", n.minimal()), ConfigPlanChecks: acctest.Empty(),
			ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("id"))},
		},
		{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
	}
	if n.List != "" {
		steps = append(steps, resource.TestStep{
			Query:             true,
			Config:            fmt.Sprintf("list %q \"all\" {\n  provider = zerotrust\n  include_resource = true\n  config {\n%s  }\n}\n", n.TypeName, n.selecting("    ")),
			QueryResultChecks: []querycheck.QueryResultCheck{querycheck.ExpectLength(n.TypeName+".all", 1)},
		})
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		Steps:                    steps,
	})
}
