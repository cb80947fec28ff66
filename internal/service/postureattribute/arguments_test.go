package postureattribute_test

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
	typeName = "zerotrust_posture_attribute"
	address  = "zerotrust_posture_attribute.test"
)

// argument is one optional argument of a posture attribute with two values for it, in JSON, which HCL takes as well.
type argument struct {
	name, before, after string
	sent                string           // what a request holds for after, if that is something else
	zero                string           // the value that the service cannot tell from none
	known, knownZero    knownvalue.Check // after and zero in state
	replaces            bool
}

func arguments() []argument {
	process := func(platform int64, members map[string]string) knownvalue.Check {
		all := map[string]knownvalue.Check{"platform": knownvalue.Int64Exact(platform)}
		for _, name := range []string{"process_regex", "binary_hash", "bundle_id", "cert_thumbprint", "team_id"} {
			all[name] = knownvalue.Null()
			if value, ok := members[name]; ok {
				all[name] = knownvalue.StringExact(value)
			}
		}
		return knownvalue.ObjectExact(all)
	}
	return []argument{
		{
			name: "description", before: `"before"`, after: `"after"`, zero: `""`,
			known: knownvalue.StringExact("after"), knownZero: knownvalue.StringExact(""),
		},
		{
			name: "attribute_type", before: `1`, after: `4`, zero: `0`, replaces: true,
			known: knownvalue.Int64Exact(4), knownZero: knownvalue.Int64Exact(0),
		},
		{
			name: "required_processes", zero: `[]`, knownZero: knownvalue.SetSizeExact(0),
			before: `[{"platform": 1, "process_regex": "^agentd$"}]`,
			after: `[{"process_regex": "^agentd$"}, {"platform": 0, "bundle_id": "com.example.agent"}, {"platform": 2, "process_regex": "a(?=b)", ` +
				`"binary_hash": "cafe", "bundle_id": "b", "cert_thumbprint": "c", "team_id": "t"}]`,
			sent: `[{"process_regex": "^agentd$"}, {"bundle_id": "com.example.agent"}, {"platform": 2, "process_regex": "a(?=b)", ` +
				`"binary_hash": "cafe", "bundle_id": "b", "cert_thumbprint": "c", "team_id": "t"}]`,
			known: knownvalue.SetExact([]knownvalue.Check{
				process(0, map[string]string{"process_regex": "^agentd$"}),
				process(0, map[string]string{"bundle_id": "com.example.agent"}),
				process(2, map[string]string{"process_regex": "a(?=b)", "binary_hash": "cafe", "bundle_id": "b", "cert_thumbprint": "c", "team_id": "t"}),
			}),
		},
		{
			name: "supported_platforms", before: `[1]`, after: `[2, 0, 3]`, zero: `[]`, // 0 is a platform like the others
			known:     knownvalue.SetExact([]knownvalue.Check{knownvalue.Int64Exact(0), knownvalue.Int64Exact(2), knownvalue.Int64Exact(3)}),
			knownZero: knownvalue.SetSizeExact(0),
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
func attribute(label string, arguments ...string) string {
	return fmt.Sprintf("resource %q %q {\n  %s\n}\n", typeName, label, strings.Join(arguments, "\n  "))
}

// full is a resource block with every argument.
func full(label string) string {
	lines := []string{fmt.Sprintf("name = %q", label)}
	for _, a := range arguments() {
		lines = append(lines, a.name+" = "+a.after)
	}
	return attribute(label, lines...)
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
