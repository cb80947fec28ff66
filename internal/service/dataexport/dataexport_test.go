package dataexport_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	typeName = "zerotrust_data_export"
	address  = "zerotrust_data_export.test"
)

// export is a resource block with arguments that are written as "name = value".
func export(label string, arguments ...string) string {
	return fmt.Sprintf("resource \"zerotrust_data_export\" %q {\n  %s\n}\n", label, strings.Join(arguments, "\n  "))
}

func known(attribute string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(attribute), value)
}

// stored compares the newest export of the service with JSON.
func stored(t *testing.T, s *acctest.Services, want string) {
	t.Helper()
	exports := s.Objects(mockapi.KindDataExport)
	if len(exports) == 0 {
		t.Fatal("the service has no export")
	}
	newest := exports[len(exports)-1]
	for _, name := range []string{"account_uuid", "s3_bucket_shard_id", "last_export_time", "last_successful_export"} {
		delete(newest, name)
	}
	fields, _ := acctest.DecodeJSON(t, want).(map[string]any)
	acctest.SameStored(t, newest, fields)
}

func flag(t *testing.T, l *acctest.Lifecycle, name string) (value, null bool) {
	t.Helper()
	attribute := l.Attributes()[name]
	if attribute.IsNull() {
		return false, true
	}
	if err := attribute.As(&value); err != nil {
		t.Fatal(err)
	}
	return value, false
}

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

const bucketPolicy = "zerotrust_data_export_bucket_policy"

func TestDataExportValidateAction_validates(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindDataExport, mockapi.Object{"s3_bucket_name": "logs"})
	p := s.Protocol(t, "")
	s.Inject(mockapi.Fault{Operation: "validateDataExportConfig", Status: 502, Times: 1}) // it may be repeated
	progress, diagnostics := p.Invoke(t.Context(), "zerotrust_data_export_validate", `{"data_export_id":"`+id+`"}`)
	acctest.Quiet(t, diagnostics)
	want := []string{"Having a test file written for the data export " + id + ".", "Waiting to repeat the request: validateDataExportConfig.", "The data export " + id + " is valid."}
	if !slices.Equal(progress, want) {
		t.Errorf("progress %q, want %q", progress, want)
	}
}

func TestDataExportValidateAction_fails(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindDataExport, mockapi.Object{"s3_bucket_name": "missing-bucket"})
	p := s.Protocol(t, "")
	progress, diagnostics := p.Invoke(t.Context(), "zerotrust_data_export_validate", `{"data_export_id":"`+id+`"}`)
	acctest.Says(t, diagnostics, "error: Unable to Validate Data Export", id, "missing-bucket")
	if len(progress) != 1 {
		t.Errorf("progress %q", progress)
	}
	_, diagnostics = p.Invoke(t.Context(), "zerotrust_data_export_validate", `{"data_export_id":"nobody"}`)
	acctest.Says(t, diagnostics, "error: Unable to Validate Data Export", "nobody", "routes = { validateDataExportConfig =")
	_, diagnostics = p.Invoke(t.Context(), "zerotrust_data_export_validate", `{"data_export_id":""}`)
	acctest.Says(t, diagnostics, `at AttributeName("data_export_id")`)
}

func TestAccDataExportValidateAction_validates(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindDataExport, mockapi.Object{"s3_bucket_name": "logs"})
	resource.Test(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: s.Provider() + `
				action "zerotrust_data_export_validate" "test" {
				  config { data_export_id = "` + id + `" }
				}
				resource "terraform_data" "policy" {
				  input = "1"
				  lifecycle {
				    action_trigger {
				      events  = [after_create]
				      actions = [action.zerotrust_data_export_validate.test]
				    }
				  }
				}`,
			ConfigPlanChecks: acctest.Empty(),
			PostApplyFunc: func() {
				if got := s.Count("validateDataExportConfig"); got != 1 {
					t.Errorf("%d requests, want 1", got)
				}
			},
		}},
	})
}

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

// A policy is one text whatever the answer looks like, and an answer that holds none is an error.
func TestDataExportBucketPolicy_normalized(t *testing.T) {
	t.Parallel()
	const want = `{"Id":12345678901234567890,"Statement":[{"Action":["b","a"],"Resource":"arn:<&>"}],"Version":"2012-10-17"}`
	for name, policy := range map[string]string{
		"as it should be":  want,
		"other key order":  `{"Version":"2012-10-17","Statement":[{"Resource":"arn:<&>","Action":["b","a"]}],"Id":12345678901234567890}`,
		"white space":      "{ \"Id\": 12345678901234567890, \"Statement\": [ { \"Action\": [\"b\",\t\"a\"], \"Resource\": \"arn:<&>\" } ], \"Version\": \"2012-10-17\" }\n",
		"escaped":          `{"Version":"2012-10-17","Statement":[{"Resource":"arn:\u003c\u0026\u003e","Action":["b","a"]}],"Id":12345678901234567890}`,
		"a text with JSON": `"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Resource\":\"arn:<&>\",\"Action\":[\"b\",\"a\"]}],\"Id\":12345678901234567890}"`,
		"null":             `null`, "empty object": `{}`, "list": `[]`, "text": `"a policy"`, "empty text": `""`, "text of a text": `"\"x\""`, "two": `{"a":1} {"b":2}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			s.Inject(mockapi.Fault{Operation: "getDataExportBucketPolicy", ContentType: "application/json", Body: policy})
			found, said := s.Lifecycle(t, typeName, "").ReadData(t.Context(), bucketPolicy, `{"s3_bucket_name": "acme-logs"}`)
			if !strings.Contains(policy, "Version") {
				acctest.Says(t, said, "error: Unable to Read Bucket Policy")
				return
			}
			acctest.Quiet(t, said)
			if got := acctest.TextOf(t, found["policy"]); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}
