package app_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// allow is the provider setting for undocumented operations.
const allow = "allow_undocumented_operations = true"

// argument is one optional argument of an app with two values for it, in JSON, which HCL takes as well.
type argument struct {
	name, before, after string
	sent                string           // what a request holds for after, if that is something else
	zero                string           // the value that the service cannot tell from none; "" if the schema refuses it
	known               knownvalue.Check // after in state
}

func arguments() []argument {
	text := func(name string) argument {
		return argument{name: name, before: `"before"`, after: `"after"`, zero: `""`, known: knownvalue.StringExact("after")}
	}
	number := func(name string) argument {
		return argument{name: name, before: `1`, after: `65535`, known: knownvalue.Int64Exact(65535)}
	}
	code := func(name string) argument {
		return argument{name: name, before: `1`, after: `2`, zero: `0`, known: knownvalue.Int64Exact(2)}
	}
	numbers := func(name string) argument {
		return argument{
			name: name, before: `[443]`, after: `[8443, 1, 65535]`, sent: `[1, 8443, 65535]`, zero: `[]`,
			known: knownvalue.SetExact([]knownvalue.Check{knownvalue.Int64Exact(1), knownvalue.Int64Exact(8443), knownvalue.Int64Exact(65535)}),
		}
	}
	ranges := func(name string) argument {
		portRange := func(start, end int64) knownvalue.Check {
			return knownvalue.ObjectExact(map[string]knownvalue.Check{"start": knownvalue.Int64Exact(start), "end": knownvalue.Int64Exact(end)})
		}
		return argument{
			name: name, before: `[{"start": 1, "end": 2}]`, after: `[{"start": 1, "end": 3}, {"start": 9, "end": 9}]`, zero: `[]`,
			known: knownvalue.SetExact([]knownvalue.Check{portRange(1, 3), portRange(9, 9)}),
		}
	}
	texts := func(name string) argument {
		return argument{
			name: name, before: `["a"]`, after: `["b", "a", "c"]`, sent: `["a", "b", "c"]`, zero: `[]`,
			known: knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("a"), knownvalue.StringExact("b"), knownvalue.StringExact("c")}),
		}
	}
	match := func(ref string, tags knownvalue.Check) knownvalue.Check {
		return knownvalue.ObjectExact(map[string]knownvalue.Check{"ref": knownvalue.StringExact(ref), "tags": tags})
	}
	return []argument{
		text("description"), text("protocol"), text("host"), number("port"), text("path"), text("request_host_header"),
		text("reverse_proxy_name"), text("internal_protocol"), text("internal_host_pattern"), number("internal_port"),
		text("connector_unique_name"), code("host_match_type"), code("verify_server_cert"), numbers("protocols"), numbers("tcp_ports"),
		numbers("udp_ports"), ranges("tcp_port_ranges"), ranges("udp_port_ranges"), texts("refs"), texts("tags"), text("integration_id"),
		{
			name: "ref_matches", zero: `[]`,
			before: `[{"ref": "a", "tags": ["x"]}]`, after: `[{"ref": "b", "tags": ["x"]}, {"ref": "c"}]`,
			known: knownvalue.SetExact([]knownvalue.Check{
				match("b", knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("x")})), match("c", knownvalue.Null()),
			}),
		},
		{name: "status", before: `"INIT"`, after: `"SUSPENDED"`, sent: `3`, known: knownvalue.StringExact("SUSPENDED")},
	}
}

// app is a resource block with arguments that are written as "name = value".
func app(label string, arguments ...string) string {
	return fmt.Sprintf("resource \"zerotrust_app\" %q {\n  %s\n}\n", label, strings.Join(arguments, "\n  "))
}

// full is a resource block with every argument.
func full(label, name string) string {
	lines := []string{fmt.Sprintf("name = %q", name)}
	for _, a := range arguments() {
		lines = append(lines, a.name+" = "+a.after)
	}
	return app(label, lines...)
}

// fullStored is what the service keeps of full, without what the service fills in.
func fullStored(t *testing.T, name string) map[string]any {
	t.Helper()
	stored := map[string]any{"name": name}
	for _, a := range arguments() {
		text := a.sent
		if text == "" {
			text = a.after
		}
		stored[a.name] = acctest.DecodeJSON(t, text)
	}
	return stored
}

// last returns the app that was created last among those that are left.
func last(t *testing.T, s *acctest.Services) mockapi.Object {
	t.Helper()
	apps := s.Objects(mockapi.KindApp)
	if len(apps) == 0 {
		t.Fatal("no app lives in the service")
	}
	return apps[len(apps)-1]
}

// remain checks how many apps are in the store.
func remain(s *acctest.Services, want int) resource.TestCheckFunc {
	return func(*terraform.State) error {
		if apps := s.Objects(mockapi.KindApp); len(apps) != want {
			return fmt.Errorf("%d apps are in the service, want %d: %v", len(apps), want, apps)
		}
		return nil
	}
}
