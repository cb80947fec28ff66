package access_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	typeName = "zerotrust_access"
	address  = "zerotrust_access.test"
)

// argument is one argument of an access rule with two values for it, in JSON, which HCL takes as well.
type argument struct {
	name, before, after string
	sent                string           // what a request holds for after, if that is something else
	zero                string           // the value that the service cannot tell from none; "" if the schema refuses it
	known, none         knownvalue.Check // in state: after, and nothing configured
}

func arguments() []argument {
	text := func(name string) argument {
		return argument{name: name, before: `"before"`, after: `"after"`, zero: `""`, known: knownvalue.StringExact("after"), none: knownvalue.Null()}
	}
	texts := func(name string, none knownvalue.Check) argument {
		return argument{
			name: name, before: `["group:x"]`, after: `["group:b", "group:a", "user:ä"]`, sent: `["group:a", "group:b", "user:ä"]`, zero: `[]`,
			known: knownvalue.SetExact([]knownvalue.Check{
				knownvalue.StringExact("group:a"), knownvalue.StringExact("group:b"), knownvalue.StringExact("user:ä"),
			}),
			none: none,
		}
	}
	return []argument{
		text("description"), text("integration_id"), texts("app_list", knownvalue.Null()), texts("user_list", knownvalue.Null()),
		texts("revoked_user_list", knownvalue.SetSizeExact(0)),
		{name: "access_type", before: `1`, after: `3`, zero: `0`, known: knownvalue.Int64Exact(3), none: knownvalue.Null()},
		{name: "allow_guest_access", before: `false`, after: `true`, zero: `false`, known: knownvalue.Bool(true), none: knownvalue.Null()},
		{
			name: "end_time", before: `1795299621367`, after: `4102444800000`, zero: `0`,
			known: knownvalue.Int64Exact(4102444800000), none: knownvalue.Int64Exact(0),
		},
		{name: "status", before: `"INIT"`, after: `"SUSPENDED"`, sent: `3`, known: knownvalue.StringExact("SUSPENDED"), none: knownvalue.StringExact("ACTIVE")},
	}
}

// wire is the value after as a request holds it.
func (a argument) wire() string {
	if a.sent != "" {
		return a.sent
	}
	return a.after
}

// access is a resource block with arguments that are written as "name = value".
func access(label string, arguments ...string) string {
	return fmt.Sprintf("resource \"zerotrust_access\" %q {\n  %s\n}\n", label, strings.Join(arguments, "\n  "))
}

// full is a resource block with every argument.
func full(label string) string {
	var lines []string
	for _, a := range arguments() {
		lines = append(lines, a.name+" = "+a.after)
	}
	return access(label, lines...)
}

// fullJSON is full for a Lifecycle.
func fullJSON() string {
	var members []string
	for _, a := range arguments() {
		members = append(members, `"`+a.name+`": `+a.after)
	}
	return "{" + strings.Join(members, ", ") + "}"
}

// fullStored is what the service keeps of full, without what the service fills in.
func fullStored(t *testing.T) map[string]any {
	t.Helper()
	stored := map[string]any{}
	for _, a := range arguments() {
		stored[a.name] = acctest.DecodeJSON(t, a.wire())
	}
	return stored
}

// minimalStored is what the service keeps of a rule without arguments.
func minimalStored() map[string]any { return map[string]any{"status": 2} }

func known(attribute string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(attribute), value)
}

// inState checks the state of each argument.
func inState(pick func(argument) knownvalue.Check) []statecheck.StateCheck {
	checks := []statecheck.StateCheck{
		known("id", knownvalue.NotNull()), known("create_time", knownvalue.NotNull()), known("creator_uuid", knownvalue.NotNull()),
	}
	for _, a := range arguments() {
		checks = append(checks, known(a.name, pick(a)))
	}
	return checks
}

func isFull(a argument) knownvalue.Check    { return a.known }
func isMinimal(a argument) knownvalue.Check { return a.none }

// onlyID returns the id of the only rule.
func onlyID(t *testing.T, s *acctest.Services) string {
	t.Helper()
	id, _ := s.Only(t, mockapi.KindAccess)["uuid"].(string)
	return id
}

// change changes the only rule behind Terraform's back.
func change(t *testing.T, s *acctest.Services, fields mockapi.Object) {
	t.Helper()
	if err := s.Change(mockapi.KindAccess, onlyID(t, s), fields); err != nil {
		t.Fatal(err)
	}
}

// gone checks that no rule is left.
func gone(s *acctest.Services) resource.TestCheckFunc {
	return func(*terraform.State) error {
		if rules := s.Objects(mockapi.KindAccess); len(rules) > 0 {
			return fmt.Errorf("%d rules are left in the service: %v", len(rules), rules)
		}
		return nil
	}
}
