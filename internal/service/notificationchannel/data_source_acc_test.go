package notificationchannel_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func channels(t *testing.T) *acctest.Services {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{})
	s.Put(mockapi.KindNotificationChannel, mockapi.Object{
		"uuid": "c-1", "name": "Slack", "description": "Security", "type": 3, "recipients": []any{"user:alice"}, "slack_channel": "#security", "slack_team": "acme",
		"encrypted_credentials": "canary-credentials",
	})
	s.Put(mockapi.KindNotificationChannel, mockapi.Object{"uuid": "c-2", "name": "Mail", "status": 3})
	return s
}

func data(kind, label, lines string) string {
	return "data \"" + kind + "\" \"" + label + "\" {\n  " + lines + "\n}\n"
}

func TestAccNotificationChannel_dataSource(t *testing.T) {
	t.Parallel()
	s := channels(t)
	shown := func(label, attribute string, value knownvalue.Check) statecheck.StateCheck {
		return statecheck.ExpectKnownValue("data.zerotrust_notification_channel."+label, tfjsonpath.New(attribute), value)
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config: s.Provider() + data(typeName, "id", `id = "c-1"`) + data(typeName, "name", `name = "Mail"`), ConfigPlanChecks: acctest.Empty(),
				ConfigStateChecks: []statecheck.StateCheck{
					shown("id", "name", knownvalue.StringExact("Slack")), shown("id", "type", knownvalue.Int64Exact(3)),
					shown("id", "recipients", knownvalue.SetExact([]knownvalue.Check{knownvalue.StringExact("user:alice")})),
					shown("id", "slack_channel", knownvalue.StringExact("#security")), shown("id", "slack_team", knownvalue.StringExact("acme")),
					shown("id", "recipient_display_names", knownvalue.MapExact(map[string]knownvalue.Check{"user:alice": knownvalue.StringExact("Display name of user:alice")})),
					shown("id", "updater_display_name", knownvalue.StringExact("Console Administrator")),
					shown("name", "id", knownvalue.StringExact("c-2")), shown("name", "status", knownvalue.StringExact("SUSPENDED")),
				},
			},
			{Config: s.Provider() + data(typeName, "test", `name = "nobody"`), ExpectError: regexp.MustCompile(`0 objects have the name "nobody"`)},
			{Config: s.Provider() + data(typeName, "test", `id = "nobody"`), ExpectError: regexp.MustCompile(`Unable to Read Notification Channel`)},
			{Config: s.Provider() + data(typeName, "test", ``), ExpectError: regexp.MustCompile(`Exactly one of these attributes must be configured: \[id,name\]`)},
			{
				PreConfig: func() { s.Put(mockapi.KindNotificationChannel, mockapi.Object{"name": "Mail"}) },
				Config:    s.Provider() + data(typeName, "test", `name = "Mail"`), ExpectError: regexp.MustCompile(`2 objects have the name "Mail"`),
			},
		},
	})
}

func TestAccNotificationChannels_dataSource(t *testing.T) {
	t.Parallel()
	s := channels(t)
	const kind = "zerotrust_notification_channels"
	ids := func(label string, want ...string) statecheck.StateCheck {
		checks := make([]knownvalue.Check, len(want))
		for i, id := range want {
			checks[i] = knownvalue.ObjectPartial(map[string]knownvalue.Check{"id": knownvalue.StringExact(id)})
		}
		return statecheck.ExpectKnownValue("data."+kind+"."+label, tfjsonpath.New("notification_channels"), knownvalue.ListExact(checks))
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: s.Provider() + data(kind, "test", `status = ["GONE"]`), ExpectError: regexp.MustCompile(`Invalid Attribute Value Match`)},
			{
				Config: s.Provider() + data(kind, "all", ``) + data(kind, "named", `name = "Slack"`) + data(kind, "suspended", `status = ["SUSPENDED"]`) +
					data(kind, "both", `status = ["SUSPENDED", "ACTIVE"]`) + data(kind, "none", `status = ["INIT"]`),
				ConfigPlanChecks:  acctest.Empty(),
				ConfigStateChecks: []statecheck.StateCheck{ids("all", "c-2", "c-1"), ids("named", "c-1"), ids("suspended", "c-2"), ids("both", "c-2", "c-1"), ids("none")},
			},
		},
	})
}

func TestNotificationChannel_dataSourcesHoldNoSecret(t *testing.T) {
	t.Parallel()
	s := channels(t)
	l := s.Lifecycle(t, typeName, "")
	for kind, config := range map[string]string{typeName: `{"id": "c-1"}`, "zerotrust_notification_channels": `{}`} {
		found, diagnostics := l.ReadData(t.Context(), kind, config)
		acctest.Quiet(t, diagnostics)
		for name, value := range found {
			if strings.Contains(value.String(), "canary") {
				t.Errorf("%s shows a secret in %s", kind, name)
			}
		}
	}
}

func TestNotificationChannel_dataSourceFails(t *testing.T) {
	t.Parallel()
	s := channels(t)
	s.Inject(mockapi.Fault{Operation: "queryNotificationChannels", Status: http.StatusForbidden})
	l := s.Lifecycle(t, typeName, "")
	for kind, config := range map[string]string{typeName: `{"name": "Slack"}`, "zerotrust_notification_channels": `{}`} {
		_, diagnostics := l.ReadData(t.Context(), kind, config)
		acctest.Says(t, diagnostics, "error: Unable to Read Notification Channel", "403 Forbidden")
	}
	_, diagnostics := l.List(t.Context(), typeName, `{}`, 0, false)
	acctest.Says(t, diagnostics, "error: Unable to List Notification Channels", "403 Forbidden")
}

func TestNotificationChannel_list(t *testing.T) {
	t.Parallel()
	s := channels(t)
	l := s.Lifecycle(t, typeName, "")
	for name, test := range map[string]struct {
		config string
		limit  int64
		want   string
	}{
		"all":     {`{}`, 0, "Mail c-2, Slack c-1"},
		"name":    {`{"name": "Slack"}`, 0, "Slack c-1"},
		"status":  {`{"status": ["SUSPENDED"]}`, 0, "Mail c-2"},
		"limit":   {`{}`, 1, "Mail c-2"},
		"nothing": {`{"status": ["INIT"]}`, 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			listed, diagnostics := l.List(t.Context(), typeName, test.config, test.limit, true)
			acctest.Quiet(t, diagnostics)
			got := make([]string, len(listed))
			for i, one := range listed {
				got[i] = one.DisplayName + " " + text(t, one.Identity["id"])
				if text(t, one.Resource["name"]) != one.DisplayName || !one.Resource["oauth_code_wo"].IsNull() {
					t.Errorf("the resource of %s is %v", one.DisplayName, one.Resource)
				}
			}
			if strings.Join(got, ", ") != test.want {
				t.Errorf("listed %q, want %q", got, test.want)
			}
		})
	}
	_, diagnostics := l.List(t.Context(), typeName, `{"status": ["GONE"]}`, 0, false)
	acctest.Says(t, diagnostics, `error at AttributeName("status")`)
}

func text(t *testing.T, value tftypes.Value) string {
	t.Helper()
	var text string
	if err := value.As(&text); err != nil {
		t.Fatal(err)
	}
	return text
}

// List resources need Terraform 1.14; TestNotificationChannel_list shows the same without a CLI.
func TestAccNotificationChannel_list(t *testing.T) {
	t.Parallel()
	s := channels(t)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		Steps: []resource.TestStep{
			{Config: s.Provider() + data("zerotrust_notification_channels", "all", ``)},
			{
				Query: true, Config: `
list "zerotrust_notification_channel" "all" {
  provider = zerotrust
}
`,
				QueryResultChecks: []querycheck.QueryResultCheck{
					querycheck.ExpectLength("zerotrust_notification_channel.all", 2),
					querycheck.ExpectIdentity("zerotrust_notification_channel.all", map[string]knownvalue.Check{"id": knownvalue.StringExact("c-1")}),
				},
			},
		},
	})
}
