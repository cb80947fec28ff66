package dataexport_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// The account can only be given when an export is created, so full and minimal again are replacements.
func TestAccDataExport_minimalFullMinimal(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options  mockapi.Options
		setting  string
		calls    map[string]int
		leftover int
	}{
		"plain":              {calls: map[string]int{"createDataExportConfig": 3, "validateDataExportConfig": 1}, leftover: 3},
		"numbers as strings": {options: mockapi.Options{StringInt64: true}, calls: map[string]int{"createDataExportConfig": 3, "validateDataExportConfig": 1}, leftover: 3},
		"undocumented deletion": {
			options: mockapi.Options{Undocumented: true}, setting: allow,
			calls: map[string]int{"createDataExportConfig": 3, "validateDataExportConfig": 1, "deleteDataExportConfig": 2},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, test.options)
			minimal := s.Provider(test.setting) + export("test", `data_export_types = [1]`, logs)
			minimalState := []statecheck.StateCheck{
				known("id", knownvalue.NotNull()), known("create_time", knownvalue.NotNull()), known("data_export_types", numbers(1)),
				known("s3_bucket_name", knownvalue.StringExact("acme-logs")), known("s3_bucket_account_id", knownvalue.Null()),
				known("validate", knownvalue.Null()), known("validated", knownvalue.Null()),
			}
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(),
				Steps: []resource.TestStep{
					{
						Config: minimal, ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate)),
						ConfigStateChecks: minimalState,
						Check:             acctest.Check(func() { stored(t, s, `{"data_export_types": [1], "s3_bucket_name": "acme-logs"}`) }),
					},
					{
						Config:           s.Provider(test.setting) + export("test", `data_export_types = [51, 0, 2]`, logs, account, `validate = true`),
						ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionReplace)),
						ConfigStateChecks: []statecheck.StateCheck{
							known("data_export_types", numbers(0, 2, 51)), known("s3_bucket_account_id", knownvalue.StringExact("123456789012")),
							known("validate", knownvalue.Bool(true)), known("validated", knownvalue.Bool(true)),
						},
						Check: acctest.Check(func() {
							stored(t, s, `{"data_export_types": [0, 2, 51], "s3_bucket_name": "acme-logs", "s3_bucket_account_id": "123456789012"}`)
						}),
					},
					{
						Config: minimal, ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionReplace)),
						ConfigStateChecks: minimalState,
						Check:             acctest.Check(func() { s.Wrote(t, test.calls) }),
					},
				},
				CheckDestroy: s.Remain(mockapi.KindDataExport, test.leftover),
			})
		})
	}
}

func TestAccDataExport_update(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: s.Provider() + export("test", `data_export_types = [1, 2]`, logs, account), ConfigPlanChecks: acctest.Empty()},
			{
				Config:           s.Provider() + export("test", `data_export_types = [2, 1]`, logs, account),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectEmptyPlan()),
			},
			{
				Config:           s.Provider() + export("test", `data_export_types = [53, 3]`, logs, account),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				Check: acctest.Check(func() {
					stored(t, s, `{"data_export_types": [3, 53], "s3_bucket_name": "acme-logs", "s3_bucket_account_id": "123456789012"}`)
					s.Wrote(t, map[string]int{"createDataExportConfig": 1, "updateDataExportConfig": 1})
				}),
			},
			{
				PreConfig:        func() { s.ChangeOnly(t, mockapi.KindDataExport, mockapi.Object{"data_export_types": []any{4}}) },
				Config:           s.Provider() + export("test", `data_export_types = [53, 3]`, logs, account),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				Check: acctest.Check(func() {
					stored(t, s, `{"data_export_types": [3, 53], "s3_bucket_name": "acme-logs", "s3_bucket_account_id": "123456789012"}`)
				}),
			},
		},
		CheckDestroy: s.Remain(mockapi.KindDataExport, 1),
	})
}

func TestAccDataExport_replace(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ before, after []string }{
		"bucket":          {[]string{logs}, []string{`s3_bucket_name = "acme-other"`}},
		"account":         {[]string{logs, account}, []string{logs, `s3_bucket_account_id = "210987654321"`}},
		"account added":   {[]string{logs}, []string{logs, account}},
		"account removed": {[]string{logs, account}, []string{logs}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			kinds := `data_export_types = [1]`
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(),
				Steps: []resource.TestStep{
					{Config: s.Provider() + export("test", append(test.before, kinds)...), ConfigPlanChecks: acctest.Empty()},
					{
						Config:           s.Provider() + export("test", append(test.after, kinds)...),
						ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionReplace)),
					},
				},
				CheckDestroy: s.Remain(mockapi.KindDataExport, 2),
			})
		})
	}
}

func TestAccDataExport_zeroValues(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	zero := s.Provider() + export("test", `data_export_types = [1]`, logs, `s3_bucket_account_id = ""`, `validate = false`)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: s.Provider() + export("test", `data_export_types = [1]`, logs), ConfigPlanChecks: acctest.Empty()},
			{
				Config: zero, ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				Check: acctest.Check(func() { s.Wrote(t, map[string]int{"createDataExportConfig": 1}) }),
			},
			{
				Config:           s.Provider() + export("test", `data_export_types = [1]`, logs),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectEmptyPlan()),
			},
		},
		CheckDestroy: s.Remain(mockapi.KindDataExport, 1),
	})
}

func TestAccDataExport_disappears(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{Undocumented: true})
	config := s.Provider(allow) + export("test", `data_export_types = [1]`, logs)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config, ConfigPlanChecks: acctest.Empty()},
			{
				PreConfig: func() { s.RemoveOnly(t, mockapi.KindDataExport) },
				Config:    config, ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate)),
			},
			{Config: config, Destroy: true, PreConfig: func() { s.RemoveOnly(t, mockapi.KindDataExport) }},
		},
		CheckDestroy: s.Remain(mockapi.KindDataExport, 0),
	})
}

func TestAccDataExport_import(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	noop := resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction("zerotrust_data_export.minimal", plancheck.ResourceActionNoop)}}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config: s.Provider() + export("test", `data_export_types = [1, 51]`, logs, account) +
					export("minimal", `data_export_types = [1]`, `s3_bucket_name = "acme-minimal"`),
				ConfigPlanChecks: acctest.Empty(),
			},
			{ResourceName: address, ImportState: true, ImportStateVerify: true, ImportStateVerifyIgnore: []string{"validate"}}, // of the provider only
			{ResourceName: "zerotrust_data_export.minimal", ImportState: true, ImportStateKind: resource.ImportBlockWithID, ImportPlanChecks: noop},
			{ResourceName: address, ImportState: true, ImportStateId: "nobody", ExpectError: regexp.MustCompile(`Cannot import non-existent remote object`)},
		},
		CheckDestroy: s.Remain(mockapi.KindDataExport, 2),
	})
}

// The import block with an identity needs Terraform 1.12; TestDataExport_importByIdentity shows the same without a CLI.
func TestAccDataExport_importByIdentity(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		Steps: []resource.TestStep{
			{Config: s.Provider() + export("test", `data_export_types = [1]`, logs), ConfigPlanChecks: acctest.Empty()},
			{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		},
		CheckDestroy: s.Remain(mockapi.KindDataExport, 1),
	})
}

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

func TestDataExport_createFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault mockapi.Fault
		says  []string // nil: it works in the end
		calls int
	}{
		"bad request":       {mockapi.Fault{Status: http.StatusBadRequest, Times: 1}, []string{`error: Unable to Create Data Export: Object: "acme-logs"`, "400 Bad Request"}, 1},
		"forbidden":         {mockapi.Fault{Status: http.StatusForbidden, Times: 1}, []string{"403 Forbidden", "edge.api_token"}, 1},
		"too many requests": {mockapi.Fault{Status: http.StatusTooManyRequests, RetryAfter: "0", Times: 1}, nil, 2},
		"not made":          {mockapi.Fault{Status: http.StatusInternalServerError, Times: 1}, nil, 2},
		"wrong route":       {mockapi.Fault{Status: http.StatusMethodNotAllowed, Times: 1}, []string{"is inferred", "createDataExportConfig ="}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			test.fault.Operation = "createDataExportConfig"
			s.Inject(test.fault)
			l := s.Lifecycle(t, typeName, "")
			found := l.Apply(t.Context(), `{"data_export_types": [1], "s3_bucket_name": "acme-logs"}`)
			if test.says == nil {
				acctest.Quiet(t, found)
			} else {
				acctest.Says(t, found, test.says...)
			}
			if s.Count("createDataExportConfig") != test.calls {
				t.Errorf("the create was sent %d times, want %d", s.Count("createDataExportConfig"), test.calls)
			}
		})
	}
}

func TestDataExport_readAndUpdateFail(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	acctest.Quiet(t, l.Apply(ctx, `{"data_export_types": [1], "s3_bucket_name": "acme-logs"}`))
	// The list is the only way to read an export: a wrong route of it must not make every export look deleted.
	s.Inject(mockapi.Fault{Operation: "queryDataExportConfigs", Status: http.StatusNotFound, Times: 1})
	acctest.Says(t, l.Refresh(ctx), "error: Unable to Read Data Export", "is inferred", "queryDataExportConfigs =")
	s.Inject(mockapi.Fault{Operation: "queryDataExportConfigs", Status: http.StatusForbidden, Times: 1})
	acctest.Says(t, l.Refresh(ctx), "error: Unable to Read Data Export", "403 Forbidden")
	s.Inject(mockapi.Fault{Operation: "updateDataExportConfig", Status: http.StatusBadRequest, Times: 1})
	acctest.Says(t, l.Apply(ctx, `{"data_export_types": [2], "s3_bucket_name": "acme-logs"}`), "error: Unable to Update Data Export", "400 Bad Request")
	s.Inject(mockapi.Fault{Operation: "updateDataExportConfig", Times: 1, Tamper: func(o mockapi.Object) mockapi.Object {
		o["data_export_types"] = []any{1}
		return o
	}})
	acctest.Says(t, l.Apply(ctx, `{"data_export_types": [2], "s3_bucket_name": "acme-logs"}`), `error at AttributeName("data_export_types"): Service Stored Another Value`)
	if !l.Exists(t) {
		t.Error("the export is not in state")
	}
	acctest.Quiet(t, l.Refresh(ctx))
	l.NothingToDo(t, `{"data_export_types": [2], "s3_bucket_name": "acme-logs"}`)
}

func TestDataExport_warnings(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	acctest.Quiet(t, l.Apply(ctx, `{"data_export_types": [1], "s3_bucket_name": "acme-logs"}`))
	plan := l.Plan(ctx, `{"data_export_types": [1], "s3_bucket_name": "acme-other"}`)
	acctest.Says(t, plan.Diagnostics, "warning: Replaced Data Export Stays in the Service: acme-logs", "edge.allow_undocumented_operations")
	acctest.Says(t, l.Apply(ctx, ""), "warning: Data Export Left in the Service: acme-logs", "no deletion of data exports is documented")
	s.Only(t, mockapi.KindDataExport)
}

func TestDataExport_destroyUndocumented(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options mockapi.Options
		fault   mockapi.Fault
		says    string // "" for nothing
		stays   bool
	}{
		"done":                 {options: mockapi.Options{Undocumented: true}},
		"no such route":        {says: "warning: Data Export Left in the Service: acme-logs", stays: true},
		"accepted and ignored": {mockapi.Options{Undocumented: true}, mockapi.Fault{Status: http.StatusNoContent}, "warning: Data Export Left in the Service: acme-logs", true},
		"forbidden":            {mockapi.Options{Undocumented: true}, mockapi.Fault{Status: http.StatusForbidden}, "error: Unable to Delete Data Export", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, test.options)
			l := s.Lifecycle(t, typeName, s.Undocumented())
			acctest.Quiet(t, l.Apply(t.Context(), `{"data_export_types": [1], "s3_bucket_name": "acme-logs"}`))
			if test.fault.Status != 0 {
				test.fault.Operation = "deleteDataExportConfig"
				s.Inject(test.fault)
			}
			found := l.Apply(t.Context(), "")
			if test.says == "" {
				acctest.Quiet(t, found)
			} else {
				acctest.Says(t, found, test.says)
			}
			if stays := len(s.Objects(mockapi.KindDataExport)) == 1; stays != test.stays {
				t.Errorf("the export is in the service: %t, want %t", stays, test.stays)
			}
			if l.Exists(t) != strings.HasPrefix(test.says, "error") {
				t.Errorf("the export is in state: %t", l.Exists(t))
			}
			if !test.options.Undocumented {
				s.ResetJournal() // that the route does not exist is what this case is about
			}
		})
	}
}

func TestDataExport_validation(t *testing.T) {
	t.Parallel()
	l := acctest.Start(t, mockapi.Options{}).Lifecycle(t, typeName, "")
	for config, at := range map[string]string{
		`{"data_export_types": [], "s3_bucket_name": "acme-logs"}`:                                `AttributeName("data_export_types"): Invalid Attribute Value`,
		`{"data_export_types": [5], "s3_bucket_name": "acme-logs"}`:                               `AttributeName("data_export_types")`,
		`{"data_export_types": [null], "s3_bucket_name": "acme-logs"}`:                            `AttributeName("data_export_types")`,
		`{"data_export_types": [1], "s3_bucket_name": "a"}`:                                       `AttributeName("s3_bucket_name"): Invalid Attribute Value`,
		`{"data_export_types": [1], "s3_bucket_name": "acme-logs", "s3_bucket_account_id": "12"}`: `AttributeName("s3_bucket_account_id"): Invalid Attribute Value`,
		`{"s3_bucket_name": "acme-logs"}`:                                                         `AttributeName("data_export_types"): Missing Configuration for Required Attribute`,
		`{"data_export_types": [1]}`:                                                              `AttributeName("s3_bucket_name"): Missing Configuration for Required Attribute`,
	} {
		acctest.Says(t, l.Validate(t.Context(), config), "error at "+at)
	}
	unknown := `{"data_export_types": "${unknown}", "s3_bucket_name": "${unknown}", "s3_bucket_account_id": "${unknown}", "validate": "${unknown}"}`
	acctest.Quiet(t, l.Validate(t.Context(), unknown))
	acctest.Quiet(t, l.Plan(t.Context(), unknown).Diagnostics)
	acctest.Quiet(t, l.Apply(t.Context(), `{"data_export_types": [1], "s3_bucket_name": "acme-logs"}`))
	if plan := l.Plan(t.Context(), unknown); len(plan.RequiresReplace) != 2 || acctest.ErrorAmong(plan.Diagnostics) {
		t.Errorf("unknown values replace because of %v, want bucket and account", plan.RequiresReplace)
	}
}
