package dataexport_test

import (
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestDataExportValidateAction_validates(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindDataExport, mockapi.Object{"s3_bucket_name": "logs"})
	p := s.Protocol(t, "")
	s.Inject(mockapi.Fault{Operation: "validateDataExportConfig", Status: 502, Times: 1}) // it may be repeated
	progress, diagnostics := p.Invoke(t.Context(), "zerotrust_data_export_validate", `{"data_export_id":"`+id+`"}`)
	acctest.Quiet(t, diagnostics)
	want := []string{"Having a test file written for the data export " + id + ".", "The data export " + id + " is valid."}
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
