package group_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// services has a full group, and two of one name.
func services(t *testing.T, options mockapi.Options) *acctest.Services {
	t.Helper()
	s := acctest.Start(t, options)
	s.Put(mockapi.KindGroup, mockapi.Object{
		"uuid": "g1", "name": "Engineering", "description": "Builds things", "status": 3, "tags": []any{"a"}, "integration_id": "i1", "data_source": 12,
		"user_count": 4, "sub_group_count": 2, "membership_update_time": 1705329025000, "profile_update_time": 1705329026000,
		"create_time": 1705329027000, "update_time": 1705329028123,
	})
	for _, id := range []string{"g3", "g2"} {
		s.Put(mockapi.KindGroup, mockapi.Object{"uuid": id, "name": "Twice", "create_time": 1705329025000, "update_time": 1705329025000})
	}
	return s
}

const (
	full = `{"id":"g1","name":"Engineering","description":"Builds things","status":"SUSPENDED","tags":["a"],"integration_id":"i1","data_source":"12",
		"user_count":4,"sub_group_count":2,"membership_update_time":"2024-01-15T14:30:25Z","profile_update_time":"2024-01-15T14:30:26Z",
		"create_time":"2024-01-15T14:30:27Z","update_time":"2024-01-15T14:30:28.123Z"}`
	twin = `","name":"Twice","status":"ACTIVE","tags":[],"data_source":"1","user_count":0,"sub_group_count":0,
		"create_time":"2024-01-15T14:30:25Z","update_time":"2024-01-15T14:30:25Z"}`
)

func TestGroup_shows(t *testing.T) {
	t.Parallel()
	for _, options := range []mockapi.Options{{}, {EnumNames: true, StringInt64: true}} {
		p := services(t, options).Protocol(t, "")
		p.Shows(t.Context(), "zerotrust_group", `{"id":"g1"}`, full)
		p.Shows(t.Context(), "zerotrust_group", `{"name":"Engineering"}`, full)
		for filter, groups := range map[string]string{
			"":                              full + `,{"id":"g2` + twin + `,{"id":"g3` + twin,
			`"name":"Twice"`:                `{"id":"g2` + twin + `,{"id":"g3` + twin,
			`"status":["SUSPENDED","INIT"]`: full,
			`"data_source":["12"]`:          full,
			`"status":["INIT"]`:             "",
		} {
			separator := ","
			if filter == "" {
				separator = ""
			}
			p.Shows(t.Context(), "zerotrust_groups", "{"+filter+"}", "{"+filter+separator+`"groups":[`+groups+"]}")
		}
	}
}

func TestGroup_fails(t *testing.T) {
	t.Parallel()
	p := services(t, mockapi.Options{}).Protocol(t, `"max_retries":0`)
	for config, text := range map[string]string{
		`{"name":"Twice"}`:           `More than one group is named "Twice" in the account "acme". Use id to read one of them: g2, g3.`,
		`{"name":"nobody"}`:          `No group is named "nobody" in the account "acme".`,
		`{"id":"nobody"}`:            "Unable to Read Group",
		`{}`:                         "Missing Attribute Configuration",
		`{"id":"g1","name":"Twice"}`: "Invalid Attribute Combination",
	} {
		_, said := p.ReadData(t.Context(), "zerotrust_group", config)
		acctest.Says(t, said, "error", text)
	}
	_, said := p.ReadData(t.Context(), "zerotrust_groups", `{"status":["GONE"]}`)
	acctest.Says(t, said, `error at AttributeName("status")`)
}

func TestAccGroup_selector(t *testing.T) {
	t.Parallel()
	s := services(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config: s.Provider() + `
data "zerotrust_group" "engineering" {
  name = "Engineering"
}

resource "zerotrust_access" "git" {
  user_list = ["group:${data.zerotrust_group.engineering.id}"]
  app_list  = ["app:git"]
}
`,
				ConfigPlanChecks: acctest.Empty(),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue("zerotrust_access.git", tfjsonpath.New("user_list"), knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("group:g1")})),
				},
			},
			{
				Config:      s.Provider() + `data "zerotrust_group" "twice" { name = "Twice" }`,
				ExpectError: regexp.MustCompile(`Use id to read\s+one of them: g2,\s+g3`),
			},
		},
	})
}
