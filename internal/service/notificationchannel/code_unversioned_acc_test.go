package notificationchannel_test

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// Without a version another code is found by itself, and replaces the channel. A code that goes, or comes back, does not.
func TestAccNotificationChannel_codeWithoutVersion(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := func(lines ...string) string {
		return s.Provider() + channel("test", append(lines, `name = "Slack"`)...)
	}
	codes := func(one, two int) resource.TestCheckFunc {
		return acctest.Check(func() {
			if gotOne, gotTwo := sent(s, "canary-one"), sent(s, "canary-two"); gotOne != one || gotTwo != two {
				t.Errorf("the codes were sent %d and %d times, want %d and %d", gotOne, gotTwo, one, two)
			}
		})
	}
	empty := acctest.EmptyAfter(plancheck.ExpectEmptyPlan())
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config: config(`oauth_code_wo = "canary-one"`), ConfigPlanChecks: acctest.Empty(), Check: codes(1, 0),
				ConfigStateChecks: []statecheck.StateCheck{known("oauth_code_wo", knownvalue.Null()), known("oauth_code_wo_version", knownvalue.Null())},
			},
			{Config: config(`oauth_code_wo = "canary-one"`), ConfigPlanChecks: empty},
			{Config: config(), ConfigPlanChecks: empty}, // it may go once it was sent
			{Config: config(`oauth_code_wo = "canary-one"`), ConfigPlanChecks: empty, Check: codes(1, 0)},
			{ // whatever else replaces the channel needs another code
				Config: config(`oauth_code_wo = "canary-one"`, `type = 1`), ExpectError: regexp.MustCompile(`Authorization Code Used Before`),
			},
			{
				Config: config(`oauth_code_wo = "canary-two"`),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionReplace),
					plancheck.ExpectUnknownValue(address, tfjsonpath.New("id"))),
				Check: codes(1, 1),
			},
			{Config: config(`oauth_code_wo = "canary-two"`), ConfigPlanChecks: empty, Check: codes(1, 1)},
			{ // from now on with a version, which is only recorded
				Config:           config(`oauth_code_wo = "canary-two"`, `oauth_code_wo_version = 1`),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)), Check: codes(1, 1),
			},
			{Config: config(`oauth_code_wo = "canary-other"`, `oauth_code_wo_version = 1`), ConfigPlanChecks: empty},
			{ // and back
				Config:           config(`oauth_code_wo = "canary-two"`),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)), Check: codes(1, 1),
			},
		},
		CheckDestroy: s.Remain(mockapi.KindNotificationChannel, 2),
	})
}

// What a plan says of codes without versions, after a create with the code "one".
func TestNotificationChannel_plansWithoutVersion(t *testing.T) {
	t.Parallel()
	const stays = `warning: Replaced Object Stays in the Service: The notification channel "Slack"`
	for config, test := range map[string]struct {
		replaces string
		says     []string
	}{
		`{"name": "Slack", "oauth_code_wo": "one"}`:                             {"", nil},
		`{"name": "Slack"}`:                                                     {"", nil},
		`{"name": "Slack", "oauth_code_wo": "${unknown}"}`:                      {"", nil}, // a replacement cannot be taken back
		`{"name": "Slack", "oauth_code_wo": "two"}`:                             {"id", []string{"warning: New Authorization Code: The value of oauth_code_wo is not a code that the channel \"Slack\"", stays}},
		`{"name": "Slack", "oauth_code_wo": "one", "oauth_code_wo_version": 1}`: {"", nil},
		`{"name": "Slack", "oauth_code_wo": "two", "oauth_code_wo_version": 1}`: {"oauth_code_wo_version", []string{stays}},
		`{"name": "Slack", "oauth_code_wo_version": 1}`:                         {"oauth_code_wo_version", []string{`error at AttributeName("oauth_code_wo"): Authorization Code Needed`, stays}},
		`{"name": "Other", "oauth_code_wo": "one"}`:                             {"name", []string{`error: Authorization Code Used Before`, stays}},
		`{"name": "Other", "oauth_code_wo": "two"}`:                             {"id name", []string{"warning: New Authorization Code: ", stays}},
		`{"name": "Other"}`:                                                     {"name", []string{"warning: Channel Without Authorization: The channel \"Slack\"", stays}},
	} {
		t.Run(config, func(t *testing.T) {
			t.Parallel()
			l := acctest.Start(t, mockapi.Options{}).Lifecycle(t, typeName, "")
			acctest.Quiet(t, l.Apply(t.Context(), `{"name": "Slack", "oauth_code_wo": "one"}`))
			plan := l.Plan(t.Context(), config)
			var replaces []string
			for _, path := range plan.RequiresReplace {
				replaces = append(replaces, strings.Trim(strings.TrimPrefix(path.String(), "AttributeName"), `()"`))
			}
			if got := strings.Join(replaces, " "); got != test.replaces {
				t.Errorf("replaces because of %q, want %q", got, test.replaces)
			}
			lines := strings.Split(acctest.DiagnosticLines(plan.Diagnostics), "\n")
			if len(lines) != max(len(test.says), 1) {
				t.Errorf("said\n%s", strings.Join(lines, "\n"))
			}
			for _, want := range test.says {
				if !slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, want) }) {
					t.Errorf("want %q in\n%s", want, strings.Join(lines, "\n"))
				}
			}
			if len(test.says) == 0 && plan.Diagnostics != nil {
				t.Errorf("said %s", lines)
			}
		})
	}
}

// Without a version a channel that had no code gets one by a replacement. An imported one does not: nobody knows which code
// it was made with, whether that is the configured one or not.
func TestNotificationChannel_firstCodeWithoutVersion(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	acctest.Quiet(t, l.Apply(ctx, `{"name": "Slack"}`))
	if plan := l.Plan(ctx, `{"name": "Slack", "oauth_code_wo": "one"}`); len(plan.RequiresReplace) != 1 {
		t.Errorf("the first code replaces because of %v, want its value", plan.RequiresReplace)
	}
	l = s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Import(ctx, s.OnlyID(t, mockapi.KindNotificationChannel), ""))
	for _, code := range []string{"one", "two"} {
		l.NothingToDo(t, `{"name": "Slack", "oauth_code_wo": "`+code+`"}`)
	}
	// With a version it can be replaced later on, and not by a code alone.
	acctest.Quiet(t, l.Apply(ctx, `{"name": "Slack", "oauth_code_wo": "one", "oauth_code_wo_version": 1}`))
	l.NothingToDo(t, `{"name": "Slack", "oauth_code_wo": "two", "oauth_code_wo_version": 1}`)
	if plan := l.Plan(ctx, `{"name": "Slack", "oauth_code_wo": "two", "oauth_code_wo_version": 2}`); len(plan.RequiresReplace) != 1 {
		t.Errorf("a later code replaces because of %v, want its version", plan.RequiresReplace)
	}
	if n := sent(s, "oauth_code"); n != 0 {
		t.Errorf("a code was sent %d times, want never", n)
	}
}

// A private state that is gone or damaged never replaces a channel.
func TestNotificationChannel_codeForgotten(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]func(map[string][]byte){
		"all of it":        func(values map[string][]byte) { clear(values) },
		"another type":     func(values map[string][]byte) { values["oauth_code"] = []byte(`[1]`) },
		"a damaged digest": func(values map[string][]byte) { values["oauth_code"] = []byte(`{"salt":"aGFzaA==","sum":"aGFzaA=="}`) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := acctest.Start(t, mockapi.Options{}).Lifecycle(t, typeName, "")
			const config = `{"name": "Slack", "oauth_code_wo": "one"}`
			acctest.Quiet(t, l.Apply(t.Context(), config))
			var values map[string][]byte
			if err := json.Unmarshal(l.Private, &values); err != nil || values["oauth_code"] == nil {
				t.Fatalf("no record of the code in %s (%v)", l.Private, err)
			}
			damage(values)
			var err error
			if l.Private, err = json.Marshal(values); err != nil {
				t.Fatal(err)
			}
			acctest.Quiet(t, l.Refresh(t.Context()))
			l.NothingToDo(t, config)
			l.NothingToDo(t, `{"name": "Slack", "oauth_code_wo": "two"}`)
		})
	}
}

// Undocumented updates take no code either, so that another one replaces the channel there as well.
func TestNotificationChannel_codeWithoutVersionUndocumented(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{Undocumented: true})
	l := s.Lifecycle(t, typeName, s.Undocumented())
	ctx := t.Context()
	acctest.Quiet(t, l.Apply(ctx, `{"name": "Slack", "oauth_code_wo": "one"}`))
	acctest.Quiet(t, l.Apply(ctx, `{"name": "Other", "oauth_code_wo": "one"}`))
	acctest.Quiet(t, l.Apply(ctx, `{"name": "Third"}`))
	l.NothingToDo(t, `{"name": "Third", "oauth_code_wo": "one"}`)
	if n := sent(s, `"one"`); n != 1 {
		t.Errorf("the code was sent %d times, want once", n)
	}
	plan := l.Plan(ctx, `{"name": "Third", "oauth_code_wo": "two"}`)
	acctest.Says(t, plan.Diagnostics, "warning: New Authorization Code: ", `"Third"`)
	if len(plan.RequiresReplace) != 1 {
		t.Errorf("a new code replaces because of %v, want its value", plan.RequiresReplace)
	}
}
