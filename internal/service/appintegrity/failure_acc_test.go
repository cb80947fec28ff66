package appintegrity_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// The update that completes a create fails: the shell is in state, tainted, and the next apply leaves one configuration.
func TestAccAppIntegrityConfig_createNotCompleted(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := s.Provider() + full("ios").block("test")
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{
				PreConfig:   func() { s.Inject(mockapi.Fault{Operation: "updateAppIntegrityConfig", Status: 403}) },
				Config:      config,
				ExpectError: says("Unable to Complete App Integrity Configuration", "Object: production/", "403 Forbidden", "needs the Enterprise plan and the permission Configuration"),
			},
			{
				PreConfig: func() {
					s.ClearFaults()
					s.Only(t, kind)
				},
				Config:           config,
				ConfigPlanChecks: acctest.EmptyAfter(action("test", plancheck.ResourceActionReplace)),
				Check:            only(t, s, stored("ios")),
			},
		},
	})
}

func TestAccAppIntegrityConfig_failures(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{UniqueNames: true})
	taken := s.Put(kind, mockapi.Object{"version": "production", "platform": "ios", "name": "taken"})
	t.Cleanup(func() {
		if left := id(t, s); left != taken {
			t.Errorf("configuration %s is left, want only %s", left, taken)
		}
	})
	inject := func(f mockapi.Fault) func() {
		return func() {
			s.ClearFaults()
			s.ResetJournal()
			s.Inject(f)
		}
	}
	config := s.Provider() + minimal("ios").block("test")
	changed := s.Provider() + minimal("ios").with(arguments{"action": `"die"`}).block("test")
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config:      s.Provider() + minimal("ios").with(arguments{"name": `"taken"`}).block("test"),
				ExpectError: says("Unable to Create App Integrity Configuration", `Object: "taken"`, "400 Bad Request", `name "taken" already exists`, "Request id: req-"),
			},
			{
				PreConfig:   inject(mockapi.Fault{Operation: "createAppIntegrityConfig", Status: 403}),
				Config:      config,
				ExpectError: says("Unable to Create App Integrity Configuration", "403 Forbidden", "the permission Configuration of the API token"),
			},
			{
				PreConfig: func() {
					inject(mockapi.Fault{Operation: "createAppIntegrityConfig", Status: 500})()
					s.Inject(mockapi.Fault{Operation: "listAppIntegrityConfigs", Status: 403})
				},
				Config:      config,
				ExpectError: says("Unable to Create App Integrity Configuration", "500 Internal Server Error", "looking for the object failed"),
			},
			{ // the create was not repeated, because nobody could look; what is refused before it is looked at is, and so are reads
				PreConfig: func() {
					if got := writes(s); !slices.Equal(got, []string{"createAppIntegrityConfig"}) {
						t.Errorf("writes after a 500: %v, want one create", got)
					}
					inject(mockapi.Fault{Operation: "createAppIntegrityConfig", Status: 429, Times: 1})()
					s.Inject(mockapi.Fault{Operation: "listAppIntegrityConfigs", Status: 500, Times: 1})
				},
				Config:           config,
				ConfigPlanChecks: acctest.EmptyAfter(action("test", plancheck.ResourceActionCreate)),
				Check:            written(s, "createAppIntegrityConfig", "createAppIntegrityConfig"),
			},
			{
				PreConfig:   inject(mockapi.Fault{Operation: "updateAppIntegrityConfig", Status: 400}),
				Config:      changed,
				ExpectError: says("Unable to Update App Integrity Configuration", "400 Bad Request", "injected fault"),
			},
			{ // the answer to an update is lost: to repeat it changes nothing
				PreConfig:        inject(mockapi.Fault{Operation: "updateAppIntegrityConfig", ResetAfter: true, Times: 1}),
				Config:           changed,
				ConfigPlanChecks: acctest.EmptyAfter(action("test", plancheck.ResourceActionUpdate)),
				Check:            written(s, "updateAppIntegrityConfig", "updateAppIntegrityConfig"),
			},
		},
	})
}

// A service may refuse to enable a configuration by the call that brings its credentials.
func TestAccAppIntegrityConfig_enabledInTwoCalls(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "updateAppIntegrityConfig", Status: 400, Times: 1})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{{
			Config: s.Provider() + full("android").block("test"), ConfigPlanChecks: acctest.Empty(),
			Check: resource.ComposeAggregateTestCheckFunc(only(t, s, stored("android")), updated(s, fullAndroid, strings.Replace(fullAndroid, `"enabled":true,`, "", 1), `{"enabled":true}`)),
		}},
	})
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
