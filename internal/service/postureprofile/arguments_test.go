package postureprofile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
)

const (
	typeName = "zerotrust_posture_profile"
	address  = "zerotrust_posture_profile.test"
)

// argument is one optional argument of a posture profile with two values for it, in JSON, which HCL takes as well.
type argument struct {
	name, before, after string
	sent                string           // what a request holds for after, if that is something else
	zero                string           // the value that the service cannot tell from none
	known, knownZero    knownvalue.Check // after and zero in state
	replaces            bool
}

func arguments() []argument {
	return []argument{
		{
			name: "description", before: `"before"`, after: `"after"`, zero: `""`,
			known: knownvalue.StringExact("after"), knownZero: knownvalue.StringExact(""),
		},
		{
			name: "attribute_uuids", before: `["a"]`, after: `["c", "b"]`, sent: `["b", "c"]`, zero: `[]`,
			known:     knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("b"), knownvalue.StringExact("c")}),
			knownZero: knownvalue.SetSizeExact(0),
		},
		{
			name: "platform", before: `1`, after: `3`, zero: `0`, replaces: true,
			known: knownvalue.Int64Exact(3), knownZero: knownvalue.Int64Exact(0),
		},
		{
			name: "posture_tag_value", before: `"low"`, after: `"of one's own"`, zero: `""`, // the service may know more values
			known: knownvalue.StringExact("of one's own"), knownZero: knownvalue.StringExact(""),
		},
	}
}

// onWire is what a request holds for after.
func (a argument) onWire() string {
	if a.sent != "" {
		return a.sent
	}
	return a.after
}

// attribute is a resource block with arguments that are written as "name = value".
func profile(label string, arguments ...string) string {
	return fmt.Sprintf("resource %q %q {\n  %s\n}\n", typeName, label, strings.Join(arguments, "\n  "))
}

// full is a resource block with every argument.
func full(label string) string {
	lines := []string{fmt.Sprintf("name = %q", label)}
	for _, a := range arguments() {
		lines = append(lines, a.name+" = "+a.after)
	}
	return profile(label, lines...)
}

// fullStored is what the service keeps of full.
func fullStored(t *testing.T, name string) map[string]any {
	t.Helper()
	stored := map[string]any{"name": name}
	for _, a := range arguments() {
		stored[a.name] = acctest.DecodeJSON(t, a.onWire())
	}
	return stored
}

func known(attribute string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(attribute), value)
}

// state checks the arguments in state by what value says of each.
func state(value func(argument) knownvalue.Check) []statecheck.StateCheck {
	checks := []statecheck.StateCheck{
		known("id", knownvalue.NotNull()), known("create_time", knownvalue.NotNull()), known("creator_uuid", knownvalue.NotNull()),
		known("name", knownvalue.StringExact("test")),
	}
	for _, a := range arguments() {
		checks = append(checks, known(a.name, value(a)))
	}
	return checks
}

func null(argument) knownvalue.Check      { return knownvalue.Null() }
func zeroes(a argument) knownvalue.Check  { return a.knownZero }
func changed(a argument) knownvalue.Check { return a.known }
