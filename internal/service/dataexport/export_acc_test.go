package dataexport_test

import (
	"net/http"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestDataExport_importByIdentity(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindDataExport, mockapi.Object{"data_export_types": []any{1}, "s3_bucket_name": "acme-logs"})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Import(t.Context(), "", `{"id": "`+id+`"}`))
	l.NothingToDo(t, `{"data_export_types": [1], "s3_bucket_name": "acme-logs"}`)
	l.NothingToDo(t, `{"data_export_types": [1], "s3_bucket_name": "acme-logs", "s3_bucket_account_id": "", "validate": false}`)
	// An import with validate validates once, in place.
	acctest.Quiet(t, l.Apply(t.Context(), `{"data_export_types": [1], "s3_bucket_name": "acme-logs", "validate": true}`))
	s.Wrote(t, map[string]int{"validateDataExportConfig": 1})
	l.NothingToDo(t, `{"data_export_types": [1], "s3_bucket_name": "acme-logs", "validate": true}`)
}

// A validation that fails must neither taint the export nor be forgotten.
func TestAccDataExport_validate(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := func(lines ...string) string {
		return s.Provider() + export("test", append(lines, `s3_bucket_name = "acme-missing"`, `validate = true`)...)
	}
	refuse := func() {
		s.Inject(mockapi.Fault{
			Operation: "validateDataExportConfig", Status: http.StatusBadRequest, ContentType: "application/json", Body: `{"message": "denied-by-policy"}`,
		})
	}
	accept := func() {
		s.ClearFaults()
		s.Inject(mockapi.Fault{Operation: "validateDataExportConfig", Body: `{}`, ContentType: "application/json"})
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				PreConfig: refuse, Config: config(`data_export_types = [1]`), ExpectNonEmptyPlan: true, // the validation is still to come
				ConfigStateChecks: []statecheck.StateCheck{known("validated", knownvalue.Bool(false))},
			},
			{
				Config: config(`data_export_types = [1]`), ExpectError: regexp.MustCompile(`Unable to Validate Data Export(.|\n)*denied-by-policy`),
			},
			{
				// The kinds are changed although the validation fails again.
				Config: config(`data_export_types = [2]`), ExpectError: regexp.MustCompile(`denied-by-policy`),
			},
			{
				PreConfig: accept, Config: config(`data_export_types = [2]`),
				ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				ConfigStateChecks: []statecheck.StateCheck{known("validated", knownvalue.Bool(true))},
				Check: acctest.Check(func() {
					stored(t, s, `{"data_export_types": [2], "s3_bucket_name": "acme-missing"}`)
					s.Wrote(t, map[string]int{"createDataExportConfig": 1, "updateDataExportConfig": 1, "validateDataExportConfig": 4})
				}),
			},
			{
				// Once it is valid, only an update validates again.
				Config: config(`data_export_types = [3]`), ConfigPlanChecks: acctest.Empty(),
				Check: acctest.Check(func() {
					s.Wrote(t, map[string]int{"createDataExportConfig": 1, "updateDataExportConfig": 2, "validateDataExportConfig": 5})
				}),
			},
			{
				Config:            s.Provider() + export("test", `data_export_types = [3]`, `s3_bucket_name = "acme-missing"`),
				ConfigPlanChecks:  acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				ConfigStateChecks: []statecheck.StateCheck{known("validated", knownvalue.Null())},
			},
		},
		CheckDestroy: s.Remain(mockapi.KindDataExport, 1),
	})
}

// A postcondition makes the first apply fail too, and taints nothing either.
func TestAccDataExport_validatePostcondition(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := s.Provider() + export("test", `data_export_types = [1]`, `s3_bucket_name = "acme-missing"`, `validate = true`, `lifecycle {
    postcondition {
      condition     = self.validated
      error_message = "The bucket cannot be written to."
    }
  }`)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config, ExpectError: regexp.MustCompile(`The bucket cannot be written to`)},
			{
				PreConfig: func() {
					s.Inject(mockapi.Fault{Operation: "validateDataExportConfig", Body: `{}`, ContentType: "application/json"})
				},
				Config: config, ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
			},
		},
		CheckDestroy: s.Remain(mockapi.KindDataExport, 1),
	})
}

func TestDataExport_validateWarnsOnCreate(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	acctest.Says(t, l.Apply(t.Context(), `{"data_export_types": [1], "s3_bucket_name": "acme-missing", "validate": true}`),
		"warning: Unable to Validate Data Export", `bucket "acme-missing" cannot be written to`, "The next apply validates it again")
	if value, null := flag(t, l, "validated"); value || null {
		t.Errorf("validated is %t (null: %t), want false", value, null)
	}
	acctest.Says(t, l.Apply(t.Context(), `{"data_export_types": [1], "s3_bucket_name": "acme-missing", "validate": true}`), "error: Unable to Validate Data Export")
	if !l.Exists(t) {
		t.Error("the export is not in state")
	}
}
