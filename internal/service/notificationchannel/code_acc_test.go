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

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// sent counts the requests that held a code.
func sent(s *acctest.Services, code string) int {
	n := 0
	for _, e := range s.Journal() {
		if strings.Contains(string(e.Body), code) || strings.Contains(e.Query.Encode(), code) {
			n++
		}
	}
	return n
}

func TestAccNotificationChannel_code(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := func(lines ...string) string {
		return s.Provider() + channel("test", append(lines, `name = "Slack"`)...)
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config: config(`oauth_code_wo = "canary-one"`, `oauth_code_wo_version = 1`, `redirect_uri = "https://acme.example"`), ConfigPlanChecks: acctest.Empty(),
				ConfigStateChecks: []statecheck.StateCheck{
					known("oauth_code_wo", knownvalue.Null()), known("oauth_code_wo_version", knownvalue.Int64Exact(1)),
					known("redirect_uri", knownvalue.StringExact("https://acme.example")),
				},
				Check: acctest.Check(func() {
					if newest(t, s)["encrypted_credentials"] == nil {
						t.Error("the channel was not authorized")
					}
				}),
			},
			{
				// The code may go once it was sent.
				Config: config(`oauth_code_wo_version = 1`, `redirect_uri = "https://acme.example"`), ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectEmptyPlan()),
			},
			{
				Config: config(`oauth_code_wo_version = 2`), ExpectError: regexp.MustCompile(`Authorization Code Needed`),
			},
			{
				Config: config(`oauth_code_wo = "canary-one"`, `oauth_code_wo_version = 2`), ExpectError: regexp.MustCompile(`Authorization Code Used Before`),
			},
			{
				Config:           config(`oauth_code_wo = "canary-two"`, `oauth_code_wo_version = 2`),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionReplace)),
				Check: acctest.Check(func() {
					if one, two := sent(s, "canary-one"), sent(s, "canary-two"); one != 1 || two != 1 {
						t.Errorf("the codes were sent %d and %d times, want once each", one, two)
					}
				}),
			},
			{
				// Without version and code nothing is wanted any more, and nothing is replaced.
				Config: config(), ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
			},
		},
		CheckDestroy: s.Remain(mockapi.KindNotificationChannel, 2),
	})
}

// A replacement for any reason needs a code that was not used: without this check the old channel would be out of state
// before the service refuses the new one.
func TestNotificationChannel_replaceNeedsNewCode(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	acctest.Quiet(t, l.Apply(ctx, `{"name": "Slack", "oauth_code_wo": "one", "oauth_code_wo_version": 1}`))
	for config, says := range map[string]string{
		`{"name": "Other", "oauth_code_wo": "one", "oauth_code_wo_version": 1}`: `error: Authorization Code Used Before`,
		`{"name": "Other", "oauth_code_wo_version": 1}`:                         `error at AttributeName("oauth_code_wo"): Authorization Code Needed`,
		`{"name": "Other", "oauth_code_wo": "two", "oauth_code_wo_version": 1}`: "",
		`{"name": "Other"}`: "", // a channel without authorization
	} {
		plan := l.Plan(ctx, config)
		lines := acctest.DiagnosticLines(plan.Diagnostics)
		if !strings.Contains(lines, says) || acctest.ErrorAmong(plan.Diagnostics) != (says != "") || len(plan.RequiresReplace) == 0 && says == "" {
			t.Errorf("planning %s says\n%s\nand replaces because of %v, want %q", config, lines, plan.RequiresReplace, says)
		}
	}
	// An undocumented update sends no code, so it needs none.
	u := acctest.Start(t, mockapi.Options{Undocumented: true})
	l = u.Lifecycle(t, typeName, u.Undocumented())
	acctest.Quiet(t, l.Apply(ctx, `{"name": "Slack", "oauth_code_wo": "one", "oauth_code_wo_version": 1}`))
	acctest.Quiet(t, l.Apply(ctx, `{"name": "Other", "oauth_code_wo": "one", "oauth_code_wo_version": 1}`))
	if n := sent(u, "one"); n != 1 {
		t.Errorf("the code was sent %d times, want once", n)
	}
	if plan := l.Plan(ctx, `{"name": "Other", "oauth_code_wo": "two", "oauth_code_wo_version": 2}`); len(plan.RequiresReplace) != 1 {
		t.Errorf("a new code replaces because of %v, want its version", plan.RequiresReplace)
	}
}

func TestNotificationChannel_createNeedsCode(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	acctest.Says(t, l.Apply(t.Context(), `{"name": "Slack", "oauth_code_wo_version": 1}`), `error at AttributeName("oauth_code_wo"): Authorization Code Needed`)
	acctest.Quiet(t, l.Plan(t.Context(), `{"name": "Slack", "oauth_code_wo": "${unknown}", "oauth_code_wo_version": 1}`).Diagnostics)
}

// A channel of an own configuration that had no code gets one by a replacement; an imported one only by a later version.
func TestNotificationChannel_firstCode(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	const config = `{"name": "Slack", "oauth_code_wo": "one", "oauth_code_wo_version": 1}`
	acctest.Quiet(t, l.Apply(ctx, `{"name": "Slack"}`))
	if plan := l.Plan(ctx, config); len(plan.RequiresReplace) != 1 {
		t.Errorf("the first code replaces because of %v, want its version", plan.RequiresReplace)
	}
	l = s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Import(ctx, s.OnlyID(t, mockapi.KindNotificationChannel), ""))
	acctest.Quiet(t, l.Apply(ctx, config))
	if n := sent(s, "oauth_code"); n != 0 {
		t.Errorf("the code was sent %d times to an imported channel, want never", n)
	}
	if plan := l.Plan(ctx, `{"name": "Slack", "oauth_code_wo": "two", "oauth_code_wo_version": 2}`); len(plan.RequiresReplace) != 1 {
		t.Errorf("a later code replaces because of %v, want its version", plan.RequiresReplace)
	}
}

func TestNotificationChannel_codeIsLost(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault mockapi.Fault
		extra string
		lost  bool
	}{
		"refused":           {mockapi.Fault{Status: http.StatusBadRequest}, "", true},
		"no answer":         {mockapi.Fault{ResetBefore: true}, "", true},
		"server error":      {mockapi.Fault{Status: http.StatusInternalServerError}, "", true},
		"service not there": {mockapi.Fault{}, `"max_retries": 0, "edge": {"endpoint": "http://127.0.0.1:1", "account": "acme", "api_token": "x", "auth": "bearer"}`, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			test.fault.Operation = "createNotificationChannel"
			s.Inject(test.fault)
			l := s.Lifecycle(t, typeName, test.extra)
			lines := acctest.DiagnosticLines(l.Apply(t.Context(), `{"name": "Slack", "oauth_code_wo": "canary-code", "oauth_code_wo_version": 1}`))
			if !strings.Contains(lines, "error: Unable to Create Notification Channel") || strings.Contains(lines, "canary-code") {
				t.Errorf("the create says\n%s", lines)
			}
			if lost := strings.Contains(lines, `error: New Authorization Code Needed`); lost != test.lost {
				t.Errorf("the code is lost: %t, want %t\n%s", lost, test.lost, lines)
			}
			if test.lost && sent(s, "canary-code") != 1 {
				t.Errorf("the code was sent %d times, want once", sent(s, "canary-code"))
			}
		})
	}
}

// A channel whose answer is lost is there: it is found, and the code is not sent a second time.
func TestNotificationChannel_answerIsLost(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]mockapi.Fault{
		"reset":        {ResetAfter: true},
		"server error": {Status: http.StatusInternalServerError, CommitFirst: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			fault.Operation = "createNotificationChannel"
			s.Inject(fault)
			l := s.Lifecycle(t, typeName, "")
			const config = `{"name": "Slack", "oauth_code_wo": "canary-code", "oauth_code_wo_version": 1}`
			acctest.Says(t, l.Apply(t.Context(), config), "warning: Adopted Object:")
			l.NothingToDo(t, config)
			s.Only(t, mockapi.KindNotificationChannel)
			if sent(s, "canary-code") != 1 {
				t.Errorf("the code was sent %d times, want once", sent(s, "canary-code"))
			}
		})
	}
}

// Neither the code nor the credentials that it was exchanged for come to a plan, a state or private state.
func TestNotificationChannel_holdsNoSecret(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	ctx := t.Context()
	const config = `{"name": "Slack", "oauth_code_wo": "canary-code", "oauth_code_wo_version": 1}`
	plan := l.Plan(ctx, config)
	acctest.Quiet(t, l.Apply(ctx, config))
	credentials, _ := newest(t, s)["encrypted_credentials"].(string)
	if credentials == "" {
		t.Fatal("the channel was not authorized")
	}
	acctest.Quiet(t, l.Refresh(ctx))
	for where, held := range map[string]string{
		"plan": string(plan.PlannedState.MsgPack), "state": string(l.State.MsgPack), "private state": acctest.PrivateText(t, l.Private),
	} {
		if strings.Contains(held, "canary-code") || strings.Contains(held, credentials) {
			t.Errorf("the %s holds a secret", where)
		}
	}
}
