package nouns

import (
	"fmt"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func integration() lifetest.Noun {
	n := lifetest.Noun{
		TypeName: "zerotrust_integration", Kind: mockapi.KindIntegration, Title: "Integration", Titles: "Integrations", List: "integrations",
		Key: "display_name", LookedUpBy: "display_name",
		Minimal: `{"display_name":"n","data_source":101}`, Changed: `{"display_name":"n","data_source":101,"filter_domains":["a.example","b.example"]}`,
		Once:    `"credentials_wo":{"client_id":"c","client_secret":"s"},"credentials_wo_version":1`,
		Creates: "createIntegration", Lists: "queryIntegrations", Updates: "updateIntegration", Deletes: "deleteIntegration",
		Undocumented: []string{"deleteIntegration"}, Ends: lifetest.LeftBehind, Unclearable: true,
		Unmatched: []string{"added_by", "last_modified_by", "ingestion_stream_ids", "credentials", "encrypted_credentials"},
		Arguments: []lifetest.Argument{
			{Name: "display_name", Before: `"before-n"`, After: `"after-n"`, Replaces: true}, {Name: "data_source", Before: `102`, After: `103`, Replaces: true},
			lifetest.Replacing(lifetest.Number("ms365_cloud", `1`, `2`)), lifetest.Replacing(lifetest.Number("shard_id", `7`, `9`)), lifetest.Texts("filter_domains"),
			{Name: "validate", Zeros: []string{`false`}, Local: true},
			{Name: "validate_credentials", Before: `false`, After: `true`, Zeros: []string{`false`}, Once: true},
		},
		Also:  mockapi.Object{"ingestion_stream_ids": []any{"s"}, "added_by": "u1", "last_modified_by": "u2", "base_url": "https://deprecated.example", "credentials": mockapi.Object{"password": "p"}},
		Shown: `"ingestion_stream_ids":["s"],"added_by":"u1","last_modified_by":"u2"`,
		Objects: []mockapi.Object{
			{"uuid": "o3", "display_name": "twice", "data_source": 101}, {"uuid": "o2", "display_name": "twice", "data_source": 102},
		},
		Filters: []lifetest.Filter{
			{Config: `{}`, Found: "o1 o2 o3"}, {Config: `{"display_name":"twice"}`, Found: "o2 o3"}, {Config: `{"data_source":102}`, Found: "o2", Query: "data_source=102"},
			{Config: `{"display_name":"twice","data_source":103}`},
		},
		RefusedFilters: map[string][]string{`{"display_name":""}`: {`at AttributeName("display_name")`}, `{"data_source":5}`: {`at AttributeName("data_source")`}},
		Refused: map[string][]string{
			`{"display_name":"n"}`:                                             {`error at AttributeName("data_source"): Missing Configuration`},
			`{"data_source":101}`:                                              {`error at AttributeName("display_name"): Missing Configuration`},
			`{"display_name":"","data_source":101}`:                            {`error at AttributeName("display_name")`},
			`{"display_name":"n","data_source":0}`:                             {`error at AttributeName("data_source")`},
			`{"display_name":"n","data_source":101,"ms365_cloud":4}`:           {`error at AttributeName("ms365_cloud")`},
			`{"display_name":"n","data_source":101,"interval_mins":-1}`:        {`error at AttributeName("interval_mins")`},
			`{"display_name":"n","data_source":101,"filter_domains":[""]}`:     {`error at AttributeName("filter_domains")`},
			`{"display_name":"n","data_source":101,"config":{"max_pages":-1}}`: {`error at AttributeName("config").AttributeName("max_pages")`},
			`{"display_name":"n","data_source":101,"credentials_wo":{"username":"u"}}`: {
				`error: Invalid Attribute Combination`, "credentials_wo_version",
			},
			`{"display_name":"n","data_source":101,"credentials_wo":{},"credentials_wo_version":1}`:                {`AttributeName("credentials_wo")`, "Invalid Attribute Combination"},
			`{"display_name":"n","data_source":101,"credentials_wo":{"username":""},"credentials_wo_version":1}`:   {`AttributeName("credentials_wo").AttributeName("username")`},
			`{"display_name":"n","data_source":101,"credentials_wo":{"username":"u"},"credentials_wo_version":-1}`: {`error at AttributeName("credentials_wo_version")`},
		},
		Accepted: []string{
			`{"display_name":"${unknown}","data_source":"${unknown}","credentials_wo":"${unknown}","credentials_wo_version":"${unknown}","config":"${unknown}","validate":"${unknown}"}`,
			`{"display_name":"n","data_source":101,"credentials_wo":{"username":"${unknown}"},"credentials_wo_version":1}`,
		},
		Kills: []lifetest.Kill{{
			First:  `{"display_name":"n","data_source":101,"interval_mins":5,"credentials_wo":{"password":"p"},"credentials_wo_version":1}`,
			Second: `{"display_name":"n","data_source":101,"interval_mins":5,"filter_domains":["a"],"credentials_wo":{"password":"q"},"credentials_wo_version":2}`,
		}},
		Generate: func(b *lifetest.Block) {
			b.Set("display_name", lifetest.Quote(fmt.Sprintf("%d %s", b.Index, b.Raw())))
			b.Set("data_source", b.Among(edge.DataSourceValues()[1:]...)())
			b.Strings("app_id", "environment_id", "install_id", "integration_org_name")
			b.Optional("ms365_cloud", b.Among(edge.Ms365CloudValues()...), "0")
			b.Optional("shard_id", b.Code, "0")
			b.Sets("filter_domains")
			b.Unset("config")
			b.Unset("credentials_wo_version")
			b.Unset("interval_mins")
			b.Unset("validate", "false")
			b.Unset("validate_credentials", "false")
		},
		Canary: `
resource "zerotrust_integration" "i" {
  display_name   = "integration"
  data_source    = 101
  filter_domains = ["stage${var.stage}.example.com"]
  credentials_wo = {
    access_token  = var.integration_secret
    client_secret = var.integration_secret
    password      = var.integration_secret
    private_key   = var.integration_secret
    refresh_token = var.integration_secret
    username      = "u"
  }
  credentials_wo_version = var.stage
}
`,
	}
	for _, name := range []string{"app_id", "environment_id", "install_id", "integration_org_name"} {
		n.Arguments = append(n.Arguments, lifetest.Replacing(lifetest.Text(name)))
	}
	return n
}
