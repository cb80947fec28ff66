package dataexport_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func exports(t *testing.T) *acctest.Services {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{})
	s.Put(mockapi.KindDataExport, mockapi.Object{"uuid": "e-1", "s3_bucket_name": "acme-logs", "s3_bucket_account_id": "123456789012", "data_export_types": []any{1, 51}})
	s.Put(mockapi.KindDataExport, mockapi.Object{"uuid": "e-2", "s3_bucket_name": "acme-audit", "data_export_types": []any{2}})
	return s
}

func data(kind, label, lines string) string {
	return "data \"" + kind + "\" \"" + label + "\" {\n  " + lines + "\n}\n"
}

func TestAccDataExport_dataSource(t *testing.T) {
	t.Parallel()
	s := exports(t)
	shown := func(label, attribute string, value knownvalue.Check) statecheck.StateCheck {
		return statecheck.ExpectKnownValue("data.zerotrust_data_export."+label, tfjsonpath.New(attribute), value)
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config: s.Provider() + data(typeName, "id", `id = "e-1"`) + data(typeName, "bucket", `s3_bucket_name = "acme-audit"`),
				// What exports do goes on by itself, so the plan after an apply need not be empty.
				ConfigStateChecks: []statecheck.StateCheck{
					shown("id", "s3_bucket_name", knownvalue.StringExact("acme-logs")), shown("id", "data_export_types", numbers(1, 51)),
					shown("id", "s3_bucket_account_id", knownvalue.StringExact("123456789012")), shown("id", "s3_bucket_shard_id", knownvalue.Int64Exact(1)),
					shown("id", "last_export_time", knownvalue.NotNull()), shown("id", "last_successful_export", knownvalue.MapSizeExact(2)),
					shown("id", "account_uuid", knownvalue.NotNull()), shown("bucket", "id", knownvalue.StringExact("e-2")),
				},
			},
			{Config: s.Provider() + data(typeName, "test", `s3_bucket_name = "nobody"`), ExpectError: regexp.MustCompile(`0 objects have the s3_bucket_name "nobody"`)},
			{Config: s.Provider() + data(typeName, "test", `id = "nobody"`), ExpectError: regexp.MustCompile(`Unable to Read Data Export`)},
			{Config: s.Provider() + data(typeName, "test", ``), ExpectError: regexp.MustCompile(`Exactly one of these attributes must be configured: \[id,s3_bucket_name\]`)},
			{
				PreConfig: func() { s.Put(mockapi.KindDataExport, mockapi.Object{"s3_bucket_name": "acme-logs"}) },
				Config:    s.Provider() + data(typeName, "test", `s3_bucket_name = "acme-logs"`), ExpectError: regexp.MustCompile(`2 objects have the s3_bucket_name "acme-logs"`),
			},
		},
	})
}

func TestAccDataExports_dataSource(t *testing.T) {
	t.Parallel()
	s := exports(t)
	ids := func(label string, want ...string) statecheck.StateCheck {
		checks := make([]knownvalue.Check, len(want))
		for i, id := range want {
			checks[i] = knownvalue.ObjectPartial(map[string]knownvalue.Check{"id": knownvalue.StringExact(id)})
		}
		return statecheck.ExpectKnownValue("data.zerotrust_data_exports."+label, tfjsonpath.New("data_exports"), knownvalue.ListExact(checks))
	}
	const kind = "zerotrust_data_exports"
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config:            s.Provider() + data(kind, "all", ``) + data(kind, "one", `s3_bucket_name = "acme-logs"`) + data(kind, "none", `s3_bucket_name = "nobody"`),
			ConfigStateChecks: []statecheck.StateCheck{ids("all", "e-2", "e-1"), ids("one", "e-1"), ids("none")},
		}},
	})
}

const bucketPolicy = "zerotrust_data_export_bucket_policy"

func TestAccDataExportBucketPolicy_dataSource(t *testing.T) {
	t.Parallel()
	s := exports(t)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: s.Provider() + data(bucketPolicy, "test", `s3_bucket_name = "acme-logs"`), ConfigPlanChecks: acctest.Empty(),
			ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownValue("data."+bucketPolicy+".test", tfjsonpath.New("policy"), knownvalue.StringExact(
				`{"Statement":[{"Action":["s3:PutObject","s3:PutObjectAcl"],"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:role/log-export"},`+
					`"Resource":"arn:aws:s3:::acme-logs/*","Sid":"AllowLogExport"}],"Version":"2012-10-17"}`,
			))},
		}},
	})
}

func TestDataExportBucketPolicy_fails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault mockapi.Fault
		says  string
	}{
		"forbidden":   {mockapi.Fault{Status: http.StatusForbidden}, "403 Forbidden"},
		"wrong route": {mockapi.Fault{Status: http.StatusNotFound}, "getDataExportBucketPolicy ="},
		"no policy":   {mockapi.Fault{Body: `{}`, ContentType: "application/json"}, "The answer holds no policy."},
		"a web page":  {mockapi.Fault{Body: `<html>log in</html>`}, "web page"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			test.fault.Operation = "getDataExportBucketPolicy"
			s.Inject(test.fault)
			_, diagnostics := s.Lifecycle(t, typeName, `"max_retries": 0`).ReadData(t.Context(), bucketPolicy, `{"s3_bucket_name": "acme-logs"}`)
			acctest.Says(t, diagnostics, "error: Unable to Read Bucket Policy", test.says)
		})
	}
	_, diagnostics := acctest.Start(t, mockapi.Options{}).Lifecycle(t, typeName, "").ReadData(t.Context(), bucketPolicy, `{"s3_bucket_name": "a"}`)
	acctest.Says(t, diagnostics, `error at AttributeName("s3_bucket_name"): Invalid Attribute Value`)
}

func TestDataExport_dataSourceFails(t *testing.T) {
	t.Parallel()
	s := exports(t)
	s.Inject(mockapi.Fault{Operation: "queryDataExportConfigs", Status: http.StatusForbidden})
	l := s.Lifecycle(t, typeName, "")
	for kind, config := range map[string]string{typeName: `{"s3_bucket_name": "acme-logs"}`, "zerotrust_data_exports": `{}`} {
		_, diagnostics := l.ReadData(t.Context(), kind, config)
		acctest.Says(t, diagnostics, "error: Unable to Read Data Export", "403 Forbidden")
	}
	_, diagnostics := l.List(t.Context(), typeName, `{}`, 0, false)
	acctest.Says(t, diagnostics, "error: Unable to List Data Exports", "403 Forbidden")
}

func TestDataExport_list(t *testing.T) {
	t.Parallel()
	s := exports(t)
	l := s.Lifecycle(t, typeName, "")
	for name, test := range map[string]struct {
		config string
		limit  int64
		want   string
	}{
		"all":     {`{}`, 0, "acme-audit e-2, acme-logs e-1"},
		"bucket":  {`{"s3_bucket_name": "acme-logs"}`, 0, "acme-logs e-1"},
		"limit":   {`{}`, 1, "acme-audit e-2"},
		"nothing": {`{"s3_bucket_name": "nobody"}`, 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			listed, diagnostics := l.List(t.Context(), typeName, test.config, test.limit, true)
			acctest.Quiet(t, diagnostics)
			got := make([]string, len(listed))
			for i, one := range listed {
				got[i] = one.DisplayName + " " + text(t, one.Identity["id"])
				if text(t, one.Resource["s3_bucket_name"]) != one.DisplayName {
					t.Errorf("the resource of %s is %v", one.DisplayName, one.Resource)
				}
			}
			if strings.Join(got, ", ") != test.want {
				t.Errorf("listed %q, want %q", got, test.want)
			}
		})
	}
}

func text(t *testing.T, value tftypes.Value) string {
	t.Helper()
	var text string
	if err := value.As(&text); err != nil {
		t.Fatal(err)
	}
	return text
}

// List resources need Terraform 1.14; TestDataExport_list shows the same without a CLI.
func TestAccDataExport_list(t *testing.T) {
	t.Parallel()
	s := exports(t)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		Steps: []resource.TestStep{
			{Config: s.Provider() + data(bucketPolicy, "test", `s3_bucket_name = "acme-logs"`)},
			{
				Query: true, Config: `
list "zerotrust_data_export" "all" {
  provider = zerotrust
}
`,
				QueryResultChecks: []querycheck.QueryResultCheck{
					querycheck.ExpectLength("zerotrust_data_export.all", 2),
					querycheck.ExpectIdentity("zerotrust_data_export.all", map[string]knownvalue.Check{"id": knownvalue.StringExact("e-1")}),
				},
			},
		},
	})
}
