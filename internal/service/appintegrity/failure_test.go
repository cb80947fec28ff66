package appintegrity_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// The update that completes a create fails: the shell is in state, so that a CLI taints it, and the next apply leaves one
// configuration.
func TestAppIntegrityConfig_createNotCompleted(t *testing.T) {
	t.Parallel()
	l := live(t)
	config := full("ios").json()
	l.services.Inject(mockapi.Fault{Operation: "updateAppIntegrityConfig", Status: 403})
	acctest.Says(t, l.Apply(t.Context(), config), "error: Unable to Complete App Integrity Configuration: Object: "+id(t, l.services), "403 Forbidden",
		"needs the Enterprise plan and the permission Configuration")
	l.holds(minimal("ios"))
	l.services.ClearFaults()
	l.services.ResetJournal()
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.recreated(config, nil)
	l.holds(full("ios"))
	l.meets(written(l.services, "deleteAppIntegrityConfig", "createAppIntegrityConfig", "updateAppIntegrityConfig"), only(l.services, stored("ios")))
	l.ends()
}

func TestAppIntegrityConfig_failures(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{UniqueNames: true})
	l := life{t, s.Lifecycle(t, typeName, ""), s}
	taken := s.Put(kind, mockapi.Object{"version": "production", "platform": "ios", "name": "taken"})
	inject := func(faults ...mockapi.Fault) {
		s.ClearFaults()
		s.ResetJournal()
		for _, f := range faults {
			s.Inject(f)
		}
	}
	fails := func(a arguments, texts ...string) {
		t.Helper()
		acctest.Says(t, l.Apply(t.Context(), a.json()), texts...)
	}
	const create, update, list = "createAppIntegrityConfig", "updateAppIntegrityConfig", "listAppIntegrityConfigs"
	config, changed := minimal("ios"), minimal("ios").with(arguments{"action": `"die"`})

	fails(config.with(arguments{"name": `"taken"`}), `error: Unable to Create App Integrity Configuration: Object: "taken"`, "400 Bad Request", `name "taken" already exists`, "Request id: req-")
	inject(mockapi.Fault{Operation: create, Status: 403})
	fails(config, "error: Unable to Create App Integrity Configuration", "403 Forbidden", "the permission Configuration of the API token")
	// It is not repeated, because nobody can look.
	inject(mockapi.Fault{Operation: create, Status: 500}, mockapi.Fault{Operation: list, Status: 403})
	fails(config, "error: Unable to Create App Integrity Configuration", "500 Internal Server Error", "looking for the object failed")
	l.meets(written(s, create))
	if l.Attributes() != nil {
		t.Error("what was not created is in state")
	}
	// What is refused before it is looked at is repeated, and so are reads.
	inject(mockapi.Fault{Operation: create, Status: 429, Times: 1}, mockapi.Fault{Operation: list, Status: 500, Times: 1})
	acctest.Quiet(t, l.Apply(t.Context(), config.json()))
	l.quiet(config.json())
	l.holds(config)
	l.meets(written(s, create, create))
	if n := s.Count(list); n < 2 {
		t.Errorf("%d reads, want one that fails and another", n)
	}

	inject(mockapi.Fault{Operation: update, Status: 400})
	fails(changed, "error: Unable to Update App Integrity Configuration", "400 Bad Request", "injected fault")
	l.holds(config)
	// The answer to an update is lost: to repeat it changes nothing.
	inject(mockapi.Fault{Operation: update, ResetAfter: true, Times: 1})
	acctest.Quiet(t, l.Refresh(t.Context()))
	if changes := l.Changes(l.Plan(t.Context(), changed.json())); !slices.Equal(changes, []string{"action"}) {
		t.Errorf("the plan changes %v, want the action", changes)
	}
	acctest.Quiet(t, l.Apply(t.Context(), changed.json()))
	l.quiet(changed.json())
	l.holds(changed)
	l.meets(written(s, update, update))

	acctest.Quiet(t, l.Apply(t.Context(), ""))
	if left := id(t, s); left != taken {
		t.Errorf("configuration %s is left, want only %s", left, taken)
	}
}

// A service may refuse to enable a configuration by the call that brings its credentials.
func TestAppIntegrityConfig_enabledInTwoCalls(t *testing.T) {
	t.Parallel()
	l := live(t)
	l.services.Inject(mockapi.Fault{Operation: "updateAppIntegrityConfig", Status: 400, Times: 1})
	l.goes(full("android").json(), nil, nil, []string{fullAndroid, strings.Replace(fullAndroid, `"enabled":true,`, "", 1), `{"enabled":true}`})
	l.holds(full("android"))
	l.meets(only(l.services, stored("android")))
	l.ends()
}

// Which errors of the two calls are shown.
func TestEnable_refused(t *testing.T) {
	t.Parallel()
	const config = `{` + iosBase + `, "enabled": true, "team_id": "t", "bundle_id": "b"}`
	for name, test := range map[string]struct {
		faults []mockapi.Fault
		writes int
		says   string
	}{
		"credentials refused as well": {[]mockapi.Fault{{Operation: "updateAppIntegrityConfig", Status: 400}}, 2, "400 Bad Request"},
		"enabling refused alone": {[]mockapi.Fault{
			{Operation: "updateAppIntegrityConfig", Status: 400, Times: 1}, {Operation: "updateAppIntegrityConfig", Status: 403, Skip: 1},
		}, 3, "403 Forbidden"},
		"another failure is not tried twice": {[]mockapi.Fault{{Operation: "updateAppIntegrityConfig", Status: 403}}, 1, "403 Forbidden"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, `"max_retries": 0`)
			for _, f := range test.faults {
				s.Inject(f)
			}
			said := acctest.DiagnosticLines(l.Apply(t.Context(), config))
			if !strings.HasPrefix(said, "error: Unable to Complete App Integrity Configuration") || !strings.Contains(said, test.says) {
				t.Errorf("the create says %q, want %q", said, test.says)
			}
			if n := s.Count("updateAppIntegrityConfig"); n != test.writes {
				t.Errorf("%d updates, want %d", n, test.writes)
			}
			if l.Attributes() == nil {
				t.Error("the configuration is not in state, so nobody would delete it")
			}
		})
	}
}

// No failure of a read, and no answer that lacks what it should hold, makes the configuration look deleted.
func TestRead_failures(t *testing.T) {
	t.Parallel()
	const operation = "listAppIntegrityConfigs"
	for name, test := range map[string]struct {
		fault mockapi.Fault
		says  string
	}{
		"401":              {mockapi.Fault{Status: 401}, "apptego.token_key with apptego.token_secret"},
		"403":              {mockapi.Fault{Status: 403}, "needs the Enterprise plan and no permission"},
		"404":              {mockapi.Fault{Status: 404}, "status 404 not found"},
		"500":              {mockapi.Fault{Status: 500}, "500 Internal Server Error"},
		"success is false": {mockapi.Fault{Status: 200, ContentType: "application/json", Body: `{"success": false, "error": "tenant is asleep"}`}, "tenant is asleep"},
		"failure with an empty list": {
			mockapi.Fault{Status: 200, ContentType: "application/json", Body: `{"success": false, "configs": []}`}, "refuses the request",
		},
		"no list":    {mockapi.Fault{Status: 200, ContentType: "application/json", Body: `{"success": true}`}, "no list of configurations"},
		"null list":  {mockapi.Fault{Status: 200, ContentType: "application/json", Body: `{"configs": null}`}, "no list of configurations"},
		"an object":  {mockapi.Fault{Status: 200, ContentType: "application/json", Body: `{"configs": {}}`}, "is an object where a list was expected"},
		"web page":   {mockapi.Fault{Body: "<html>Sign in</html>"}, "web page"},
		"half of it": {mockapi.Fault{TruncateBody: true}, "ends early"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, `"max_retries": 0`)
			if d := l.Apply(t.Context(), `{`+iosBase+`}`); len(d) > 0 {
				t.Fatal(acctest.DiagnosticLines(d))
			}
			test.fault.Operation = operation
			s.Inject(test.fault)
			said := acctest.DiagnosticLines(l.Refresh(t.Context()))
			if !strings.HasPrefix(said, "error: Unable to Read App Integrity Configuration: Object: production/") || !strings.Contains(said, test.says) {
				t.Errorf("the read says %q, want %q", said, test.says)
			}
			if l.Attributes() == nil {
				t.Error("the configuration is not in state any more")
			}
		})
	}
}

// Writes whose answer says that they failed, or is no answer.
func TestWrite_failures(t *testing.T) {
	t.Parallel()
	refused := mockapi.Fault{Status: 200, ContentType: "application/json", Body: `{"success": false, "error": "not today"}`}
	for name, test := range map[string]struct {
		operation, config string
		fault             mockapi.Fault
		says              string
		inState           bool
	}{
		"create refused":          {"createAppIntegrityConfig", `{` + iosBase + `}`, refused, "Unable to Create App Integrity Configuration", false},
		"create without an id":    {"createAppIntegrityConfig", `{` + iosBase + `}`, mockapi.Fault{ContentType: "application/json", Body: `{"success": true, "config": {}}`}, "holds no config_id", false},
		"create answered by HTML": {"createAppIntegrityConfig", `{` + iosBase + `}`, mockapi.Fault{Body: "<html>"}, "web page", false},
		"update refused":          {"updateAppIntegrityConfig", `{` + iosBase + `, "action": "die"}`, refused, "not today", true},
		"update answered by HTML": {"updateAppIntegrityConfig", `{` + iosBase + `, "action": "die"}`, mockapi.Fault{Body: "<html>"}, "web page", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, `"max_retries": 0`)
			test.fault.Operation = test.operation
			s.Inject(test.fault)
			said := acctest.DiagnosticLines(l.Apply(t.Context(), test.config))
			if !strings.HasPrefix(said, "error: Unable to ") || !strings.Contains(said, test.says) {
				t.Errorf("the apply says %q, want %q", said, test.says)
			}
			if inState := l.Attributes() != nil; inState != test.inState {
				t.Errorf("in state: %t, want %t", inState, test.inState)
			}
			if n := s.Count(test.operation); n != 1 {
				t.Errorf("%d requests, want one", n)
			}
		})
	}
}
