package notificationchannel_test

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

func full(name string) []string {
	return []string{
		`name = "` + name + `"`, `description = "Security"`, `type = 3`, `recipients = ["user:bob", "user:alice"]`, `status = "SUSPENDED"`,
		`redirect_uri = "https://acme.example/done"`, `resolve_display_names = true`,
	}
}

func minimalState() []statecheck.StateCheck {
	checks := []statecheck.StateCheck{
		known("id", knownvalue.NotNull()), known("create_time", knownvalue.NotNull()), known("creator_uuid", knownvalue.NotNull()),
		known("name", knownvalue.StringExact("Alerts")), known("status", knownvalue.StringExact("ACTIVE")),
	}
	for _, name := range []string{"description", "type", "recipients", "redirect_uri", "resolve_display_names", "oauth_code_wo", "oauth_code_wo_version"} {
		checks = append(checks, known(name, knownvalue.Null()))
	}
	return checks
}

func TestAccNotificationChannel_minimalFullMinimal(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options  mockapi.Options
		setting  string
		change   plancheck.ResourceActionType
		calls    map[string]int
		leftover int
	}{
		"replaced": {change: plancheck.ResourceActionReplace, calls: map[string]int{"createNotificationChannel": 3}, leftover: 3},
		"updated in place": {
			options: mockapi.Options{Undocumented: true}, setting: allow, change: plancheck.ResourceActionUpdate,
			calls: map[string]int{"createNotificationChannel": 1, "updateNotificationChannel": 2},
		},
		"updated in place, other spelling of answers": {
			options: mockapi.Options{Undocumented: true, EnumNames: true, StringInt64: true}, setting: allow, change: plancheck.ResourceActionUpdate,
			calls: map[string]int{"createNotificationChannel": 1, "updateNotificationChannel": 2},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, test.options)
			minimal := s.Provider(test.setting) + channel("test", `name = "Alerts"`)
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(),
				Steps: []resource.TestStep{
					{
						Config: minimal, ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate)),
						ConfigStateChecks: minimalState(),
						Check:             acctest.Check(func() { stored(t, s, `{"name": "Alerts", "status": 2}`) }),
					},
					{
						Config:           s.Provider(test.setting) + channel("test", full("Slack")...),
						ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, test.change)),
						ConfigStateChecks: []statecheck.StateCheck{
							known("name", knownvalue.StringExact("Slack")), known("type", knownvalue.Int64Exact(3)), known("status", knownvalue.StringExact("SUSPENDED")),
							known("recipients", knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("user:alice"), knownvalue.StringExact("user:bob")})),
							known("redirect_uri", knownvalue.StringExact("https://acme.example/done")), known("resolve_display_names", knownvalue.Bool(true)),
						},
						Check: acctest.Check(func() {
							stored(t, s, `{"name": "Slack", "description": "Security", "type": 3, "recipients": ["user:alice", "user:bob"], "status": 3}`)
						}),
					},
					{
						Config: minimal, ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, test.change)),
						ConfigStateChecks: minimalState(),
						Check: acctest.Check(func() {
							stored(t, s, `{"name": "Alerts", "status": 2}`)
							s.Wrote(t, test.calls)
						}),
					},
				},
				CheckDestroy: s.Remain(mockapi.KindNotificationChannel, test.leftover),
			})
		})
	}
}

// Every argument that the service stores replaces the channel, and by an undocumented call is changed in place.
func TestNotificationChannel_change(t *testing.T) {
	t.Parallel()
	const before = `{"name": "Alerts", "description": "Security", "type": 3, "recipients": ["a"], "status": "ACTIVE", "redirect_uri": "x", "resolve_display_names": true}`
	for name, test := range map[string]struct {
		after, changes, sent string // sent: of an undocumented update; "" for none
	}{
		"name":                {`{"name": "Other", "description": "Security", "type": 3, "recipients": ["a"], "status": "ACTIVE", "redirect_uri": "x", "resolve_display_names": true}`, "name", `"name":"Other"`},
		"description":         {`{"name": "Alerts", "description": "Other", "type": 3, "recipients": ["a"], "status": "ACTIVE", "redirect_uri": "x", "resolve_display_names": true}`, "description", `"description":"Other"`},
		"description removed": {`{"name": "Alerts", "type": 3, "recipients": ["a"], "status": "ACTIVE", "redirect_uri": "x", "resolve_display_names": true}`, "description", `"attributes_to_delete":["description"]`},
		"type":                {`{"name": "Alerts", "description": "Security", "type": 4, "recipients": ["a"], "status": "ACTIVE", "redirect_uri": "x", "resolve_display_names": true}`, "type", `"type":4`},
		"type zero":           {`{"name": "Alerts", "description": "Security", "type": 0, "recipients": ["a"], "status": "ACTIVE", "redirect_uri": "x", "resolve_display_names": true}`, "type", `"attributes_to_delete":["type"]`},
		"recipients":          {`{"name": "Alerts", "description": "Security", "type": 3, "recipients": ["b", "a"], "status": "ACTIVE", "redirect_uri": "x", "resolve_display_names": true}`, "recipients", `"recipients":["a","b"]`},
		"recipients empty":    {`{"name": "Alerts", "description": "Security", "type": 3, "recipients": [], "status": "ACTIVE", "redirect_uri": "x", "resolve_display_names": true}`, "recipients", `"attributes_to_delete":["recipients"]`},
		"status":              {`{"name": "Alerts", "description": "Security", "type": 3, "recipients": ["a"], "status": "INIT", "redirect_uri": "x", "resolve_display_names": true}`, "status", `"status":1`},
		"status given back":   {`{"name": "Alerts", "description": "Security", "type": 3, "recipients": ["a"], "redirect_uri": "x", "resolve_display_names": true}`, "status", `"attributes_to_delete":["status"]`},
		"redirect address":    {`{"name": "Alerts", "description": "Security", "type": 3, "recipients": ["a"], "status": "ACTIVE", "redirect_uri": "y", "resolve_display_names": true}`, "redirect_uri", ``},
		"resolved names":      {`{"name": "Alerts", "description": "Security", "type": 3, "recipients": ["a"], "status": "ACTIVE", "redirect_uri": "x"}`, "resolve_display_names", ``},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx := t.Context()
			documented := acctest.Start(t, mockapi.Options{})
			l := documented.Lifecycle(t, typeName, "")
			acctest.Quiet(t, l.Apply(ctx, before))
			plan := l.Plan(ctx, test.after)
			if changed := strings.Join(l.Changes(plan), " "); changed != test.changes {
				t.Errorf("the plan changes %q, want %q", changed, test.changes)
			}
			if test.sent == "" {
				acctest.Quiet(t, l.Apply(ctx, test.after))
				l.NothingToDo(t, test.after)
				documented.Wrote(t, map[string]int{"createNotificationChannel": 1})
				return
			}
			if len(plan.RequiresReplace) != 1 || plan.RequiresReplace[0].String() != `AttributeName("`+test.changes+`")` {
				t.Errorf("replaced because of %v, want %s", plan.RequiresReplace, test.changes)
			}
			acctest.Says(t, plan.Diagnostics, "warning: Replaced Notification Channel Stays in the Service: Alerts")

			undocumented := acctest.Start(t, mockapi.Options{Undocumented: true})
			l = undocumented.Lifecycle(t, typeName, undocumented.Undocumented())
			acctest.Quiet(t, l.Apply(ctx, before))
			acctest.Quiet(t, l.Apply(ctx, test.after))
			if bodies := undocumented.Bodies("updateNotificationChannel"); len(bodies) != 1 || !strings.Contains(bodies[0], test.sent) {
				t.Errorf("the updates were %v, want one with %s", bodies, test.sent)
			}
			l.NothingToDo(t, test.after)
		})
	}
}

func TestAccNotificationChannel_zeroValues(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: s.Provider() + channel("test", `name = "Alerts"`), ConfigPlanChecks: acctest.Empty()},
			{
				Config: s.Provider() + channel("test", `name = "Alerts"`, `description = ""`, `type = 0`, `recipients = []`, `redirect_uri = ""`,
					`resolve_display_names = false`),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				Check:            acctest.Check(func() { s.Wrote(t, map[string]int{"createNotificationChannel": 1}) }),
			},
			{Config: s.Provider() + channel("test", `name = "Alerts"`), ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectEmptyPlan())},
		},
		CheckDestroy: s.Remain(mockapi.KindNotificationChannel, 1),
	})
}

func TestAccNotificationChannel_driftAndDisappearance(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{Undocumented: true})
	config := s.Provider(allow) + channel("test", `name = "Alerts"`, `description = "Security"`)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config, ConfigPlanChecks: acctest.Empty()},
			{
				PreConfig: func() {
					s.ChangeOnly(t, mockapi.KindNotificationChannel, mockapi.Object{"description": nil, "recipients": []any{"theirs"}, "slack_channel": "#other"})
				},
				Config: config, ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				Check: acctest.Check(func() { stored(t, s, `{"name": "Alerts", "description": "Security", "status": 2}`) }),
			},
			{
				PreConfig: func() { s.RemoveOnly(t, mockapi.KindNotificationChannel) },
				Config:    config, ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate)),
			},
			{Config: config, Destroy: true, PreConfig: func() { s.RemoveOnly(t, mockapi.KindNotificationChannel) }},
		},
		CheckDestroy: s.Remain(mockapi.KindNotificationChannel, 0),
	})
}

func TestAccNotificationChannel_import(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	noop := resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction("zerotrust_notification_channel.minimal", plancheck.ResourceActionNoop)}}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config:           s.Provider() + channel("test", full("Slack")...) + channel("minimal", `name = "Alerts"`),
				ConfigPlanChecks: acctest.Empty(),
			},
			{
				ResourceName: address, ImportState: true, ImportStateVerify: true,
				ImportStateVerifyIgnore: []string{"redirect_uri", "resolve_display_names"}, // never answered
			},
			{ResourceName: "zerotrust_notification_channel.minimal", ImportState: true, ImportStateKind: resource.ImportBlockWithID, ImportPlanChecks: noop},
			{ResourceName: address, ImportState: true, ImportStateId: "nobody", ExpectError: regexp.MustCompile(`Cannot import non-existent remote object`)},
		},
		CheckDestroy: s.Remain(mockapi.KindNotificationChannel, 2),
	})
}

// The import block with an identity needs Terraform 1.12; TestNotificationChannel_importByIdentity shows the same without a CLI.
func TestAccNotificationChannel_importByIdentity(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		Steps: []resource.TestStep{
			{Config: s.Provider() + channel("test", `name = "Alerts"`), ConfigPlanChecks: acctest.Empty()},
			{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		},
		CheckDestroy: s.Remain(mockapi.KindNotificationChannel, 1),
	})
}

func TestNotificationChannel_importByIdentity(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindNotificationChannel, mockapi.Object{"name": "Alerts"})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	acctest.Quiet(t, l.Import(ctx, "", `{"id": "`+id+`"}`))
	l.NothingToDo(t, `{"name": "Alerts"}`)
	l.NothingToDo(t, `{"name": "Alerts", "description": "", "type": 0, "recipients": [], "redirect_uri": "", "resolve_display_names": false}`)
	// What is never answered is recorded and replaces nothing, a version of a code that was used long ago above all.
	const config = `{"name": "Alerts", "redirect_uri": "https://acme.example", "resolve_display_names": true, "oauth_code_wo_version": 1}`
	acctest.Quiet(t, l.Apply(ctx, config))
	l.NothingToDo(t, config)
	s.Wrote(t, map[string]int{})
}

func TestNotificationChannel_createFails(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault mockapi.Fault
		says  []string // nil: it works in the end
		calls int
	}{
		"bad request":       {mockapi.Fault{Status: http.StatusBadRequest, Times: 1}, []string{`error: Unable to Create Notification Channel: Object: "Alerts"`, "400 Bad Request"}, 1},
		"forbidden":         {mockapi.Fault{Status: http.StatusForbidden, Times: 1}, []string{"403 Forbidden", "edge.api_token"}, 1},
		"too many requests": {mockapi.Fault{Status: http.StatusTooManyRequests, RetryAfter: "0", Times: 1}, nil, 2},
		"not made":          {mockapi.Fault{Status: http.StatusInternalServerError, Times: 1}, nil, 2},
		"wrong route":       {mockapi.Fault{Status: http.StatusNotFound, Times: 1}, []string{"is inferred", "createNotificationChannel ="}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			test.fault.Operation = "createNotificationChannel"
			s.Inject(test.fault)
			found := s.Lifecycle(t, typeName, "").Apply(t.Context(), `{"name": "Alerts"}`)
			if test.says == nil {
				acctest.Quiet(t, found)
			} else {
				acctest.Says(t, found, test.says...)
			}
			if s.Count("createNotificationChannel") != test.calls {
				t.Errorf("the create was sent %d times, want %d", s.Count("createNotificationChannel"), test.calls)
			}
		})
	}
}

func TestNotificationChannel_readFails(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	acctest.Quiet(t, l.Apply(ctx, `{"name": "Alerts"}`))
	s.Inject(mockapi.Fault{Operation: "getNotificationChannel", Status: http.StatusForbidden, Times: 1})
	acctest.Says(t, l.Refresh(ctx), "error: Unable to Read Notification Channel", "403 Forbidden")
	s.Inject(mockapi.Fault{Operation: "getNotificationChannel", Status: http.StatusNotFound})
	acctest.Says(t, l.Refresh(ctx), "error: Unable to Read Notification Channel", "is inferred", "getNotificationChannel =")
	if !l.Exists(t) {
		t.Error("the channel was removed from state")
	}
}

func TestNotificationChannel_warnings(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), `{"name": "Alerts"}`))
	acctest.Says(t, l.Apply(t.Context(), ""), "warning: Notification Channel Left in the Service: Alerts", "no deletion of notification channels is documented")
	s.Only(t, mockapi.KindNotificationChannel)
}

func TestNotificationChannel_undocumented(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		options mockapi.Options
		fault   mockapi.Fault
		says    string // "" for nothing
		stays   bool
	}{
		"done":                 {options: mockapi.Options{Undocumented: true}},
		"no such route":        {says: "warning: Notification Channel Left in the Service: Alerts", stays: true},
		"accepted and ignored": {mockapi.Options{Undocumented: true}, mockapi.Fault{Status: http.StatusNoContent}, "warning: Notification Channel Left in the Service: Alerts", true},
		"forbidden":            {mockapi.Options{Undocumented: true}, mockapi.Fault{Status: http.StatusForbidden}, "error: Unable to Delete Notification Channel", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, test.options)
			l := s.Lifecycle(t, typeName, s.Undocumented())
			acctest.Quiet(t, l.Apply(t.Context(), `{"name": "Alerts"}`))
			if test.fault.Status != 0 {
				test.fault.Operation = "deleteNotificationChannel"
				s.Inject(test.fault)
			}
			found := l.Apply(t.Context(), "")
			if test.says == "" {
				acctest.Quiet(t, found)
			} else {
				acctest.Says(t, found, test.says)
			}
			if stays := len(s.Objects(mockapi.KindNotificationChannel)) == 1; stays != test.stays {
				t.Errorf("the channel is in the service: %t, want %t", stays, test.stays)
			}
			if !test.options.Undocumented {
				acctest.Says(t, s.Lifecycle(t, typeName, s.Undocumented()).Import(t.Context(), "nobody", ""), "warning: Notification Channel Not Found")
				s.ResetJournal() // that the route does not exist is what this case is about
			}
		})
	}
}

func TestNotificationChannel_validation(t *testing.T) {
	t.Parallel()
	l := acctest.Start(t, mockapi.Options{}).Lifecycle(t, typeName, "")
	for config, at := range map[string]string{
		`{"name": ""}`:                                                        `AttributeName("name"): Invalid Attribute Value`,
		`{"name": "Alerts", "type": 7}`:                                       `AttributeName("type"): Invalid Attribute Value`,
		`{"name": "Alerts", "status": "DELETED"}`:                             `AttributeName("status"): Invalid Attribute Value`,
		`{"name": "Alerts", "recipients": [""]}`:                              `AttributeName("recipients")`,
		`{"name": "Alerts", "recipients": [null]}`:                            `AttributeName("recipients")`,
		`{"name": "Alerts", "oauth_code_wo": ""}`:                             `AttributeName("oauth_code_wo"): Invalid Attribute Value`,
		`{"name": "Alerts", "oauth_code_wo": "", "oauth_code_wo_version": 1}`: `AttributeName("oauth_code_wo"): Invalid Attribute Value`,
		`{"name": "Alerts", "oauth_code_wo_version": -1}`:                     `AttributeName("oauth_code_wo_version"): Invalid Attribute Value`,
	} {
		acctest.Says(t, l.Validate(t.Context(), config), "error at "+at)
	}
	unknown := `{"name": "${unknown}", "description": "${unknown}", "type": "${unknown}", "recipients": "${unknown}", "status": "${unknown}",
		"redirect_uri": "${unknown}", "resolve_display_names": "${unknown}", "oauth_code_wo": "${unknown}", "oauth_code_wo_version": "${unknown}"}`
	acctest.Quiet(t, l.Validate(t.Context(), unknown))
	acctest.Quiet(t, l.Validate(t.Context(), `{"name": "Alerts", "oauth_code_wo": "c"}`)) // the version is optional
	acctest.Quiet(t, l.Plan(t.Context(), unknown).Diagnostics)
	acctest.Quiet(t, l.Apply(t.Context(), `{"name": "Alerts"}`))
	if plan := l.Plan(t.Context(), unknown); acctest.ErrorAmong(plan.Diagnostics) || len(plan.RequiresReplace) == 0 {
		t.Errorf("unknown values give %s and replace because of %v", acctest.DiagnosticLines(plan.Diagnostics), plan.RequiresReplace)
	}
}
