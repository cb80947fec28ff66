package appintegrity_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// missing returns the credentials that a plan misses, sorted; it says nothing else.
func missing(t *testing.T, diagnostics []*tfprotov6.Diagnostic) []string {
	t.Helper()
	var names []string
	for _, d := range diagnostics {
		if d.Summary != "Missing Credential" || d.Severity != tfprotov6.DiagnosticSeverityError {
			t.Errorf("unexpected diagnostic: %s: %s", d.Summary, d.Detail)
			continue
		}
		name := strings.TrimSuffix(strings.TrimPrefix(d.Attribute.String(), `AttributeName("`), `")`)
		platform := "android"
		if slices.Contains([]string{"bundle_id", "team_id"}, name) {
			platform = "ios"
		}
		if want := fmt.Sprintf("enabled = true needs %s on %s.", name, platform); d.Detail != want {
			t.Errorf("said %q, want %q", d.Detail, want)
		}
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

const androidBase, iosBase = `"version": "production", "platform": "android", "name": "n"`, `"version": "production", "platform": "ios", "name": "n"`

// enabled = true needs the credentials of the platform, at plan and at the argument.
func TestPlan_credentials(t *testing.T) {
	t.Parallel()
	const keys = `, "decryption_key_wo": "ZA==", "verification_key_wo": "dg=="`
	for name, test := range map[string]struct {
		config string
		want   []string
	}{
		"android, none":             {`{` + androidBase + `, "enabled": true}`, []string{"decryption_key_wo", "package_name", "verification_key_wo"}},
		"android, no package":       {`{` + androidBase + `, "enabled": true` + keys + `}`, []string{"package_name"}},
		"android, one key":          {`{` + androidBase + `, "enabled": true, "package_name": "p", "decryption_key_wo": "ZA=="}`, []string{"verification_key_wo"}},
		"android, the other":        {`{` + androidBase + `, "enabled": true, "package_name": "p", "verification_key_wo": "ZA=="}`, []string{"decryption_key_wo"}},
		"android, all":              {`{` + androidBase + `, "enabled": true, "package_name": "p"` + keys + `}`, nil},
		"android, disabled":         {`{` + androidBase + `, "enabled": false}`, nil},
		"android, default":          {`{` + androidBase + `}`, nil},
		"android, enabled unknown":  {`{` + androidBase + `, "enabled": "${unknown}"}`, nil},
		"android, unknown":          {`{` + androidBase + `, "enabled": true, "package_name": "${unknown}", "decryption_key_wo": "${unknown}", "verification_key_wo": "${unknown}"}`, nil},
		"ios, none":                 {`{` + iosBase + `, "enabled": true}`, []string{"bundle_id", "team_id"}},
		"ios, no team":              {`{` + iosBase + `, "enabled": true, "bundle_id": "b"}`, []string{"team_id"}},
		"ios, no bundle":            {`{` + iosBase + `, "enabled": true, "team_id": "t"}`, []string{"bundle_id"}},
		"ios, all":                  {`{` + iosBase + `, "enabled": true, "team_id": "t", "bundle_id": "b"}`, nil},
		"ios, unknown":              {`{` + iosBase + `, "enabled": true, "team_id": "${unknown}", "bundle_id": "${unknown}"}`, nil},
		"platform unknown, android": {`{"version": "production", "platform": "${unknown}", "name": "n", "enabled": true, "package_name": "p"` + keys + `}`, nil},
		"platform unknown, ios":     {`{"version": "production", "platform": "${unknown}", "name": "n", "enabled": true, "team_id": "t", "bundle_id": "b"}`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := acctest.Start(t, mockapi.Options{}).Lifecycle(t, typeName, "")
			if got := missing(t, l.Plan(t.Context(), test.config).Diagnostics); !slices.Equal(got, test.want) {
				t.Errorf("missing %v, want %v", got, test.want)
			}
		})
	}
}

// Keys that the service has need not be configured, unless the configuration is replaced by one that has none.
func TestPlan_storedCredentials(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		stored mockapi.Object
		config string
		want   []string
	}{
		"both stored":     {mockapi.Object{"decryption_key": "d", "verification_key": "v"}, `{` + androidBase + `, "enabled": true, "package_name": "p"}`, nil},
		"one stored":      {mockapi.Object{"decryption_key": "d"}, `{` + androidBase + `, "enabled": true, "package_name": "p"}`, []string{"verification_key_wo"}},
		"none stored":     {mockapi.Object{}, `{` + androidBase + `, "enabled": true, "package_name": "p"}`, []string{"decryption_key_wo", "verification_key_wo"}},
		"another version": {mockapi.Object{"decryption_key": "d", "verification_key": "v"}, `{"version": "staging", "platform": "android", "name": "n", "enabled": true, "package_name": "p"}`, []string{"decryption_key_wo", "verification_key_wo"}},
		"an unknown version": {
			mockapi.Object{"decryption_key": "d", "verification_key": "v"}, `{"version": "${unknown}", "platform": "android", "name": "n", "enabled": true, "package_name": "p"}`,
			[]string{"decryption_key_wo", "verification_key_wo"},
		},
		"another platform": {mockapi.Object{"decryption_key": "d", "verification_key": "v"}, `{` + iosBase + `, "enabled": true, "team_id": "t", "bundle_id": "b"}`, nil},
		"a field is cleared": {
			mockapi.Object{"decryption_key": "d", "verification_key": "v", "title": "T"}, `{` + androidBase + `, "enabled": true, "package_name": "p"}`,
			[]string{"decryption_key_wo", "verification_key_wo"},
		},
		"a list is cleared": {
			mockapi.Object{"decryption_key": "d", "verification_key": "v", "buttons": []string{"b"}}, `{` + androidBase + `, "enabled": true, "package_name": "p"}`,
			[]string{"decryption_key_wo", "verification_key_wo"},
		},
		"a flag is cleared": {
			mockapi.Object{"decryption_key": "d", "verification_key": "v", "require_play_recognized": true}, `{` + androidBase + `, "enabled": true, "package_name": "p"}`,
			[]string{"decryption_key_wo", "verification_key_wo"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			o := mockapi.Object{"version": "production", "platform": "android", "name": "n", "package_name": "p"}
			for field, v := range test.stored {
				o[field] = v
			}
			imported := s.Put(kind, o)
			l := s.Lifecycle(t, typeName, "")
			if d := l.Import(t.Context(), imported, ""); len(d) > 0 {
				t.Fatal(acctest.DiagnosticLines(d))
			}
			if got := missing(t, l.Plan(t.Context(), test.config).Diagnostics); !slices.Equal(got, test.want) {
				t.Errorf("missing %v, want %v", got, test.want)
			}
		})
	}
}

// Which keys the service has is known from its last answer: to a create, an update or a read.
func TestPlan_credentialsOfTheLastAnswer(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	const config = `{` + androidBase + `, "enabled": true, "package_name": "p"}`
	if d := l.Apply(t.Context(), `{`+androidBase+`, "decryption_key_wo": "ZA=="}`); len(d) > 0 {
		t.Fatal(acctest.DiagnosticLines(d))
	}
	if got := missing(t, l.Plan(t.Context(), config).Diagnostics); !slices.Equal(got, []string{"verification_key_wo"}) {
		t.Errorf("after the create: missing %v, want verification_key_wo", got)
	}
	if d := l.Apply(t.Context(), `{`+androidBase+`, "verification_key_wo": "dg==", "verification_key_wo_version": 1}`); len(d) > 0 {
		t.Fatal(acctest.DiagnosticLines(d))
	}
	if d := l.Plan(t.Context(), config).Diagnostics; len(d) > 0 {
		t.Errorf("after the update: %s", acctest.DiagnosticLines(d))
	}
	if err := s.Change(kind, id(t, s), mockapi.Object{"verification_key": nil}); err != nil {
		t.Fatal(err)
	}
	l.Refresh(t.Context())
	if got := missing(t, l.Plan(t.Context(), config).Diagnostics); !slices.Equal(got, []string{"verification_key_wo"}) {
		t.Errorf("missing %v, want verification_key_wo", got)
	}
}

// What is enabled from the start: with credentials that only an apply knows, and imported with the keys that the service
// has. TestPlan_credentials and TestPlan_storedCredentials show what is refused.
func TestAccAppIntegrityConfig_credentials(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	android := minimal("android").with(arguments{"enabled": `true`})
	ios := minimal("ios").with(arguments{"enabled": `true`})
	id := s.Put(kind, mockapi.Object{"version": "production", "platform": "android", "name": "test", "package_name": "com.example", "decryption_key": decryptionKey, "verification_key": verificationKey})
	unknown := `resource "terraform_data" "key" { input = "a2V5" }` + "\n" + `resource "terraform_data" "team" { input = "T1" }` + "\n"
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{{
			Config: s.Provider() + android.with(arguments{"package_name": `"com.example"`}).block("test") +
				"import {\n  to = " + address + "\n  id = \"" + id + "\"\n}\n" + unknown +
				ios.with(arguments{"team_id": `terraform_data.team.output`, "bundle_id": `terraform_data.team.output`}).block("ios") +
				android.with(arguments{"package_name": `terraform_data.key.output`, "decryption_key_wo": `terraform_data.key.output`, "verification_key_wo": `terraform_data.key.output`}).block("android"),
			ConfigPlanChecks: acctest.EmptyAfter(action("test", plancheck.ResourceActionUpdate), action("ios", plancheck.ResourceActionCreate), action("android", plancheck.ResourceActionCreate)),
			Check: updated(s, `{"enabled":true}`, `{"enabled":true,"team_id":"T1","bundle_id":"T1"}`,
				`{"enabled":true,"decryption_key":"a2V5","verification_key":"a2V5","package_name":"a2V5"}`),
		}},
	})
}
