package app_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// One bad value for each validator: the error points at the attribute and says what is wrong.
func TestApp_refusedValues(t *testing.T) {
	t.Parallel()
	l := acctest.Start(t, mockapi.Options{}).Lifecycle(t, typeName, "")
	for _, test := range []struct{ name, config, at, says string }{
		{"empty name", `{"name": ""}`, `AttributeName("name")`, "string length must be at least 1"},
		{"port 0", `{"name": "n", "port": 0}`, `AttributeName("port")`, "value must be between 1 and 65535, got: 0"},
		{"port 65536", `{"name": "n", "port": 65536}`, `AttributeName("port")`, "value must be between 1 and 65535, got: 65536"},
		{"internal_port 0", `{"name": "n", "internal_port": 0}`, `AttributeName("internal_port")`, "between 1 and 65535, got: 0"},
		{"internal_port 65536", `{"name": "n", "internal_port": 65536}`, `AttributeName("internal_port")`, "between 1 and 65535, got: 65536"},
		{"tcp_ports 0", `{"name": "n", "tcp_ports": [1, 0]}`, `AttributeName("tcp_ports").ElementKeyValue(`, "between 1 and 65535, got: 0"},
		{"udp_ports 65536", `{"name": "n", "udp_ports": [65536]}`, `AttributeName("udp_ports").ElementKeyValue(`, "between 1 and 65535, got: 65536"},
		{"range start 0", `{"name": "n", "tcp_port_ranges": [{"start": 0, "end": 5}]}`, `.AttributeName("start")`, "between 1 and 65535, got: 0"},
		{"range end 65536", `{"name": "n", "udp_port_ranges": [{"start": 5, "end": 65536}]}`, `.AttributeName("end")`, "between 1 and 65535, got: 65536"},
		{"range end before start", `{"name": "n", "tcp_port_ranges": [{"start": 1, "end": 2}, {"start": 9, "end": 8}]}`, `.AttributeName("end")`, "The range ends at 8, before it starts at 9."},
		{"range end before start, udp", `{"name": "n", "udp_port_ranges": [{"start": 9, "end": 8}]}`, `AttributeName("udp_port_ranges")`, "The range ends at 8, before it starts at 9."},
		{"range without end", `{"name": "n", "tcp_port_ranges": [{"start": 9}]}`, `.AttributeName("end")`, "has no value for end, which is required"},
		{"range without start", `{"name": "n", "udp_port_ranges": [{"end": 9}]}`, `.AttributeName("start")`, "has no value for start, which is required"},
		{"ref_matches without ref", `{"name": "n", "ref_matches": [{"tags": ["t"]}]}`, `.AttributeName("ref")`, "has no value for ref, which is required"},
		{"negative host_match_type", `{"name": "n", "host_match_type": -1}`, `AttributeName("host_match_type")`, "between 0 and 2147483647, got: -1"},
		{"verify_server_cert beyond 32 bits", `{"name": "n", "verify_server_cert": 2147483648}`, `AttributeName("verify_server_cert")`, "between 0 and 2147483647, got: 2147483648"},
		{"negative protocol", `{"name": "n", "protocols": [-1]}`, `AttributeName("protocols").ElementKeyValue(`, "between 0 and 2147483647, got: -1"},
		{"empty tag", `{"name": "n", "tags": ["a", ""]}`, `AttributeName("tags").ElementKeyValue(`, "string length must be at least 1"},
		{"empty reference", `{"name": "n", "refs": [""]}`, `AttributeName("refs").ElementKeyValue(`, "string length must be at least 1"},
		{"empty ref in ref_matches", `{"name": "n", "ref_matches": [{"ref": ""}]}`, `AttributeName("ref_matches").ElementKeyValue(`, "string length must be at least 1"},
		{"no tags in ref_matches", `{"name": "n", "ref_matches": [{"ref": "r", "tags": []}]}`, `.AttributeName("tags")`, "set must contain at least 1 elements"},
		{"empty tag in ref_matches", `{"name": "n", "ref_matches": [{"ref": "r", "tags": [""]}]}`, `.AttributeName("tags").ElementKeyValue(`, "string length must be at least 1"},
		{"null tag", `{"name": "n", "tags": ["a", null]}`, `AttributeName("tags")`, "This attribute contains a null value."},
		{"null reference", `{"name": "n", "refs": [null]}`, `AttributeName("refs")`, "This attribute contains a null value."},
		{"null port", `{"name": "n", "tcp_ports": [null]}`, `AttributeName("tcp_ports")`, "This attribute contains a null value."},
		{"null range", `{"name": "n", "tcp_port_ranges": [null]}`, `AttributeName("tcp_port_ranges")`, "This attribute contains a null value."},
		{"null in ref_matches", `{"name": "n", "ref_matches": [null]}`, `AttributeName("ref_matches")`, "This attribute contains a null value."},
		{"null tag in ref_matches", `{"name": "n", "ref_matches": [{"ref": "r", "tags": [null]}]}`, `.AttributeName("tags")`, "This attribute contains a null value."},
		{"status DELETED", `{"name": "n", "status": "DELETED"}`, `AttributeName("status")`, `value must be one of: ["INIT" "ACTIVE" "SUSPENDED"], got: "DELETED"`},
		{"status in lower case", `{"name": "n", "status": "active"}`, `AttributeName("status")`, `got: "active"`},
		{"empty status", `{"name": "n", "status": ""}`, `AttributeName("status")`, `got: ""`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			acctest.Says(t, l.Validate(t.Context(), test.config), "error at ", test.at, test.says)
		})
	}
}

func TestApp_acceptedValues(t *testing.T) {
	t.Parallel()
	l := acctest.Start(t, mockapi.Options{}).Lifecycle(t, typeName, "")
	for name, config := range map[string]string{
		"limits": `{"name": "n", "port": 1, "internal_port": 65535, "tcp_ports": [1, 65535], "tcp_port_ranges": [{"start": 1, "end": 65535}, {"start": 7, "end": 7}],
			"host_match_type": 0, "verify_server_cert": 2147483647, "protocols": [0]}`,
		"unknown elements": `{"name": "n", "tags": ["${unknown}"], "tcp_ports": ["${unknown}", 1], "tcp_port_ranges": [{"start": "${unknown}", "end": 1}, {"start": 9, "end": "${unknown}"}],
			"ref_matches": [{"ref": "${unknown}", "tags": ["${unknown}"]}, {"ref": "r", "tags": "${unknown}"}], "udp_port_ranges": ["${unknown}"]}`,
		"unknown object": `{"name": "n", "ref_matches": ["${unknown}"]}`,
		"unknown":        unknownArguments(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.Quiet(t, l.Validate(t.Context(), config))
		})
	}
}

// unknownArguments is a configuration of which nothing is known yet.
func unknownArguments() string {
	members := []string{`"name": "` + acctest.Unknown + `"`}
	for _, a := range arguments() {
		members = append(members, `"`+a.name+`": "`+acctest.Unknown+`"`)
	}
	return "{" + strings.Join(members, ", ") + "}"
}

func TestAccApp_refusedValues(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config:      s.Provider() + app("test", `name = "n"`, "tcp_port_ranges = [{ start = 9, end = 8 }]"),
				ExpectError: regexp.MustCompile(`(?s)Invalid Port Range.*tcp_port_ranges = .*The range ends at 8, before it starts at 9`),
			},
			{
				Config:      s.Provider() + app("test", `name = "n"`, `tags = ["a", null]`),
				ExpectError: regexp.MustCompile(`(?s)Null Set Value.*tags = .*contains a null value`),
			},
		},
		CheckDestroy: remain(s, 0),
	})
}

// Values that other resources determine pass validation and planning, and are sent once they are known.
func TestAccApp_unknownValues(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options mockapi.Options
		setting string
		change  plancheck.ResourceActionType
	}{
		"replaced":         {change: plancheck.ResourceActionReplace},
		"updated in place": {options: mockapi.Options{Undocumented: true}, setting: allow, change: plancheck.ResourceActionUpdate},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, test.options)
			source, lines := []string{`name = "app"`}, []string{"name = terraform_data.source.output.name"}
			unknown := []plancheck.PlanCheck{plancheck.ExpectUnknownValue(address, tfjsonpath.New("name"))}
			for _, a := range arguments() {
				source = append(source, a.name+" = "+a.after)
				lines = append(lines, a.name+" = terraform_data.source.output."+a.name)
				unknown = append(unknown, plancheck.ExpectUnknownValue(address, tfjsonpath.New(a.name)))
			}
			data := func(trigger string) string {
				return "resource \"terraform_data\" \"source\" {\n  triggers_replace = \"" + trigger + "\"\n  input = {\n    " + strings.Join(source, "\n    ") + "\n  }\n}\n"
			}
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(),
				Steps: []resource.TestStep{
					{
						Config:            s.Provider(test.setting) + data("first") + app("test", lines...),
						ConfigPlanChecks:  acctest.EmptyAfter(unknown...),
						ConfigStateChecks: fullState(),
						Check:             acctest.Check(func() { acctest.SameStored(t, last(t, s), fullStored(t, "app")) }),
					},
					{
						// Once more unknown, and once more the same when it is known.
						Config:            s.Provider(test.setting) + data("second") + app("test", lines...),
						ConfigPlanChecks:  acctest.EmptyAfter(append(unknown, plancheck.ExpectResourceAction(address, test.change))...),
						ConfigStateChecks: fullState(),
						Check:             acctest.Check(func() { acctest.SameStored(t, last(t, s), fullStored(t, "app")) }),
					},
				},
			})
			if test.options.Undocumented {
				s.Wrote(t, map[string]int{"createApp": 1, "deleteApp": 1}) // there was nothing to update
			}
		})
	}
}

// Elements that are not known during validation or planning pass as well, be they input variables.
func TestAccApp_unknownElements(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config: s.Provider() + `
variable "range" {
  type    = object({ start = number, end = number })
  default = { start = 1, end = 2 }
}
resource "terraform_data" "source" {
  input = { range = { start = 3, end = 4 }, port = 5, tag = "t", match = { ref = "r", tags = ["x"] } }
}
` + app("test", `name = "app"`, "tcp_port_ranges = [var.range]", "udp_port_ranges = [terraform_data.source.output.range]",
					"tcp_ports = [terraform_data.source.output.port]", "tags = [terraform_data.source.output.tag]", "ref_matches = [terraform_data.source.output.match]"),
				ConfigPlanChecks: acctest.Empty(),
				Check: acctest.Check(func() {
					acctest.SameStored(t, s.Only(t, mockapi.KindApp), map[string]any{
						"name": "app", "status": 2, "tcp_ports": []int{5}, "tags": []string{"t"},
						"tcp_port_ranges": []any{map[string]int{"start": 1, "end": 2}}, "udp_port_ranges": []any{map[string]int{"start": 3, "end": 4}},
						"ref_matches": []any{map[string]any{"ref": "r", "tags": []string{"x"}}},
					})
				}),
			},
		},
	})
}
