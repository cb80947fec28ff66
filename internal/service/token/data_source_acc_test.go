package token_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// tokens puts three tokens into the services, two of one name, of which one is suspended.
func tokens(t *testing.T) (s *acctest.Services, ids []string) {
	t.Helper()
	s = acctest.Start(t, mockapi.Options{})
	for _, o := range []mockapi.Object{
		{"uuid": "t-1", "name": "deploy", "description": "Pipelines", "account_location": "eu", "view_pii_log_only": true, "secret": "canary-secret", "login_url": "canary-url"},
		{"uuid": "t-2", "name": "backup", "status": 3},
		{"uuid": "t-3", "name": "backup"},
	} {
		ids = append(ids, s.Put(mockapi.KindToken, o))
	}
	return s, ids
}

func TestAccToken_dataSource(t *testing.T) {
	t.Parallel()
	s, _ := tokens(t)
	shown := func(label, attribute string, value knownvalue.Check) statecheck.StateCheck {
		return statecheck.ExpectKnownValue("data.zerotrust_token."+label, tfjsonpath.New(attribute), value)
	}
	data := func(argument string) string {
		return s.Provider() + "data \"zerotrust_token\" \"test\" {\n  " + argument + "\n}\n"
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config: s.Provider() + `
data "zerotrust_token" "id" {
  id = "t-1"
}

data "zerotrust_token" "name" {
  name = "backup"
}

data "zerotrust_token" "revoked" {
  id = "t-2"
}
`,
				ConfigPlanChecks: acctest.Empty(),
				ConfigStateChecks: []statecheck.StateCheck{
					shown("id", "name", knownvalue.StringExact("deploy")), shown("id", "description", knownvalue.StringExact("Pipelines")),
					shown("id", "status", knownvalue.StringExact("ACTIVE")), shown("id", "account_location", knownvalue.StringExact("eu")),
					shown("id", "view_pii_log_only", knownvalue.Bool(true)), shown("id", "creator_role", knownvalue.Int64Exact(2)),
					shown("id", "updater_display_name", knownvalue.StringExact("Console Administrator")), shown("id", "expire_time_sec", knownvalue.Int64Exact(0)),
					shown("name", "id", knownvalue.StringExact("t-3")), shown("revoked", "status", knownvalue.StringExact("SUSPENDED")),
				},
			},
			{Config: data(`name = "nobody"`), ExpectError: regexp.MustCompile(`0 objects have the name "nobody"`)},
			{Config: data(`id = "nobody"`), ExpectError: regexp.MustCompile(`Unable to Read Token`)},
			{Config: data(``), ExpectError: regexp.MustCompile(`Exactly one of these attributes must be configured: \[id,name\]`)},
			{
				PreConfig: func() { s.Put(mockapi.KindToken, mockapi.Object{"name": "deploy"}) },
				Config:    data(`name = "deploy"`), ExpectError: regexp.MustCompile(`2 objects have the name "deploy"`),
			},
		},
	})
}

func TestAccTokens_dataSource(t *testing.T) {
	t.Parallel()
	s, _ := tokens(t)
	config := func(label, lines string) string {
		return "data \"zerotrust_tokens\" \"" + label + "\" {\n  " + lines + "\n}\n"
	}
	ids := func(label string, want ...string) statecheck.StateCheck {
		checks := make([]knownvalue.Check, len(want))
		for i, id := range want {
			checks[i] = knownvalue.ObjectPartial(map[string]knownvalue.Check{"id": knownvalue.StringExact(id)})
		}
		return statecheck.ExpectKnownValue("data.zerotrust_tokens."+label, tfjsonpath.New("tokens"), knownvalue.ListExact(checks))
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: s.Provider() + config("active", ``) + config("all", `get_all = true`) + config("named", `name = "backup"`) +
				config("revoked", "name = \"backup\"\n  get_all = true") + config("none", `name = "nobody"`),
			ConfigPlanChecks: acctest.Empty(),
			ConfigStateChecks: []statecheck.StateCheck{
				ids("active", "t-3", "t-1"), ids("all", "t-2", "t-3", "t-1"), ids("named", "t-3"), ids("revoked", "t-2", "t-3"), ids("none"),
			},
		}},
	})
}

// Whatever the list answers, no data source shows a secret.
func TestToken_dataSourcesHoldNoSecret(t *testing.T) {
	t.Parallel()
	s, _ := tokens(t)
	s.Inject(mockapi.Fault{Operation: "queryTokens", Tamper: func(o mockapi.Object) mockapi.Object {
		for _, one := range o["tokens"].([]any) {
			one.(mockapi.Object)["secret"], one.(mockapi.Object)["login_url"] = "canary-secret", "canary-url"
		}
		return o
	}})
	l := s.Lifecycle(t, typeName, "")
	for typeName, config := range map[string]string{"zerotrust_token": `{"id": "t-1"}`, "zerotrust_tokens": `{"get_all": true}`} {
		found, diagnostics := l.ReadData(t.Context(), typeName, config)
		acctest.Quiet(t, diagnostics)
		for name, value := range found {
			if strings.Contains(value.String(), "canary") {
				t.Errorf("%s shows a secret in %s", typeName, name)
			}
		}
		if len(found) == 0 {
			t.Errorf("%s shows nothing", typeName)
		}
	}
	listed, diagnostics := l.List(t.Context(), typeName, `{"get_all": true}`, 0, true)
	acctest.Quiet(t, diagnostics)
	for _, one := range listed {
		if !one.Resource["secret"].IsNull() || !one.Resource["login_url"].IsNull() {
			t.Errorf("the list shows a secret of %s", one.DisplayName)
		}
	}
}

func TestToken_dataSourceFails(t *testing.T) {
	t.Parallel()
	s, _ := tokens(t)
	s.Inject(mockapi.Fault{Operation: "queryTokens", Status: http.StatusForbidden})
	l := s.Lifecycle(t, typeName, "")
	for typeName, config := range map[string]string{"zerotrust_token": `{"name": "deploy"}`, "zerotrust_tokens": `{}`} {
		_, diagnostics := l.ReadData(t.Context(), typeName, config)
		acctest.Says(t, diagnostics, "error: Unable to Read Token", "403 Forbidden")
	}
	_, diagnostics := l.List(t.Context(), typeName, `{}`, 0, false)
	acctest.Says(t, diagnostics, "error: Unable to List Tokens", "403 Forbidden")
}

func TestToken_list(t *testing.T) {
	t.Parallel()
	s, _ := tokens(t)
	l := s.Lifecycle(t, typeName, "")
	for name, test := range map[string]struct {
		config string
		limit  int64
		want   string
	}{
		"active":  {`{}`, 0, "backup t-3, deploy t-1"},
		"all":     {`{"get_all": true}`, 0, "backup t-2, backup t-3, deploy t-1"},
		"name":    {`{"name": "deploy"}`, 0, "deploy t-1"},
		"limit":   {`{"get_all": true}`, 1, "backup t-2"},
		"nothing": {`{"name": "nobody"}`, 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			listed, diagnostics := l.List(t.Context(), typeName, test.config, test.limit, false)
			acctest.Quiet(t, diagnostics)
			got := make([]string, len(listed))
			for i, one := range listed {
				var id string
				if err := one.Identity["id"].As(&id); err != nil {
					t.Fatal(err)
				}
				got[i] = one.DisplayName + " " + id
				if one.Resource != nil {
					t.Errorf("%s comes with a resource that nobody asked for", one.DisplayName)
				}
			}
			if strings.Join(got, ", ") != test.want {
				t.Errorf("listed %q, want %q", got, test.want)
			}
		})
	}
	_, diagnostics := l.List(t.Context(), typeName, `{"name": ""}`, 0, false)
	acctest.Says(t, diagnostics, `error at AttributeName("name")`)
}

// List resources need Terraform 1.14; TestToken_list shows the same without a CLI.
func TestAccToken_list(t *testing.T) {
	t.Parallel()
	s, _ := tokens(t)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		Steps: []resource.TestStep{
			{Config: s.Provider() + "data \"zerotrust_tokens\" \"all\" {}\n"},
			{
				Query: true, Config: `
list "zerotrust_token" "all" {
  provider = zerotrust

  config {
    get_all = true
  }
}
`,
				QueryResultChecks: []querycheck.QueryResultCheck{
					querycheck.ExpectLength("zerotrust_token.all", 3),
					querycheck.ExpectIdentity("zerotrust_token.all", map[string]knownvalue.Check{"id": knownvalue.StringExact("t-1")}),
				},
			},
		},
	})
}
