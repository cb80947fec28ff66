package nouns

import (
	"fmt"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func dataExport() lifetest.Noun {
	return lifetest.Noun{
		TypeName: "zerotrust_data_export", Kind: mockapi.KindDataExport, Title: "Data Export", Titles: "Data Exports", List: "data_exports",
		Key: "s3_bucket_name", LookedUpBy: "s3_bucket_name",
		Minimal: `{"s3_bucket_name":"acme-logs","data_export_types":[1]}`, Changed: `{"s3_bucket_name":"acme-logs","data_export_types":[1,2]}`,
		Creates: "createDataExportConfig", Lists: "queryDataExportConfigs", Updates: "updateDataExportConfig", Deletes: "deleteDataExportConfig",
		Undocumented: []string{"deleteDataExportConfig"}, Ends: lifetest.LeftBehind,
		Unmatched: []string{"account_uuid", "s3_bucket_shard_id", "last_export_time", "last_successful_export"},
		Arguments: []lifetest.Argument{
			{Name: "data_export_types", Before: `[1,2]`, After: `[51,0,2]`, Sent: `[0,2,51]`},
			lifetest.Replacing(lifetest.Argument{Name: "s3_bucket_name", Before: `"acme-before"`, After: `"acme-after"`}),
			lifetest.Replacing(lifetest.Argument{Name: "s3_bucket_account_id", Before: `"123456789012"`, After: `"210987654321"`, Zeros: []string{`""`}}),
			{Name: "validate", Zeros: []string{`false`}, Local: true},
		},
		Objects: []mockapi.Object{
			{"uuid": "o3", "s3_bucket_name": "twice", "data_export_types": []any{1}}, {"uuid": "o2", "s3_bucket_name": "twice", "data_export_types": []any{2}},
		},
		Filters: []lifetest.Filter{{Config: `{}`, Found: "o1 o2 o3"}, {Config: `{"s3_bucket_name":"twice"}`, Found: "o2 o3"}, {Config: `{"s3_bucket_name":"nobody"}`}},
		Doubted: map[string][]string{
			`{"data_export_types":[1],"s3_bucket_name":"a"}`:                                     {`warning at AttributeName("s3_bucket_name"): Value Looks Wrong`},
			`{"data_export_types":[1],"s3_bucket_name":"acme-logs","s3_bucket_account_id":"12"}`: {`warning at AttributeName("s3_bucket_account_id"): Value Looks Wrong`},
		},
		RefusedFilters: map[string][]string{`{"s3_bucket_name":""}`: {`at AttributeName("s3_bucket_name")`}},
		Refused: map[string][]string{
			`{"data_export_types":[],"s3_bucket_name":"acme-logs"}`:     {`error at AttributeName("data_export_types"): Invalid Attribute Value`},
			`{"data_export_types":[5],"s3_bucket_name":"acme-logs"}`:    {`error at AttributeName("data_export_types")`},
			`{"data_export_types":[null],"s3_bucket_name":"acme-logs"}`: {`error at AttributeName("data_export_types")`},
			`{"s3_bucket_name":"acme-logs"}`:                            {`error at AttributeName("data_export_types"): Missing Configuration for Required Attribute`},
			`{"data_export_types":[1]}`:                                 {`error at AttributeName("s3_bucket_name"): Missing Configuration for Required Attribute`},
		},
		Accepted: []string{`{"data_export_types":"${unknown}","s3_bucket_name":"${unknown}","s3_bucket_account_id":"${unknown}","validate":"${unknown}"}`},
		Generate: func(b *lifetest.Block) {
			b.Set("s3_bucket_name", lifetest.Quote(fmt.Sprintf("b%02d-%s", b.Index, b.Raw())))
			b.Set("data_export_types", b.Some(b.Among(edge.DataExportTypeValues()...))())
			b.Optional("s3_bucket_account_id", b.OneOf("000000000000", "012345678901", "999999999999"), `""`)
			b.Unset("validate", "false")
		},
		Canary: `
resource "zerotrust_data_export" "e" {
  data_export_types    = [1, 1 + var.stage]
  s3_bucket_name       = "acme-zero-trust-logs"
  s3_bucket_account_id = "123456789012"
}
`,
	}
}
