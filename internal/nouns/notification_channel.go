package nouns

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func notificationChannel() lifetest.Noun {
	return lifetest.Noun{
		TypeName: "zerotrust_notification_channel", Kind: mockapi.KindNotificationChannel, Title: "Notification Channel", Titles: "Notification Channels",
		List: "notification_channels", Key: "name", LookedUpBy: "name",
		Minimal: `{"name":"n"}`, Changed: `{"name":"m","description":"d","recipients":["user:a","user:b"]}`,
		Once:    `"type":1,"oauth_code_wo":"code","oauth_code_wo_version":1`,
		Creates: "createNotificationChannel", Reads: "getNotificationChannel", Lists: "queryNotificationChannels",
		Updates: "updateNotificationChannel", Deletes: "deleteNotificationChannel", Ends: lifetest.LeftBehind,
		Undocumented: []string{"updateNotificationChannel", "deleteNotificationChannel"},
		Unmatched:    []string{"encrypted_credentials", "slack_channel", "slack_team"},
		Arguments: []lifetest.Argument{
			lifetest.Text("description"), lifetest.Number("type", `4`, `3`), lifetest.Texts("recipients"), lifetest.Status(),
			{Name: "redirect_uri", Before: `"x"`, After: `"https://acme.example/done"`, Zeros: []string{`""`}, Once: true},
			{Name: "resolve_display_names", Before: `false`, After: `true`, Zeros: []string{`false`}, Once: true},
		}, Also: mockapi.Object{"slack_channel": "#security", "slack_team": "acme"},
		Shown:   `"slack_channel":"#security","slack_team":"acme","recipient_display_names":{"group:a":"Display name of group:a","group:b":"Display name of group:b","group:c":"Display name of group:c","user:ä":"Display name of user:ä"}`,
		Objects: append(twins(mockapi.Object{}), mockapi.Object{"uuid": "o4", "name": "z", "status": 1}),
		Filters: []lifetest.Filter{
			{Config: `{}`, Found: "o1 o2 o3 o4"}, {Config: `{"name":"twice"}`, Found: "o2 o3"}, {Config: `{"status":["SUSPENDED"]}`, Found: "o1"},
			{Config: `{"status":["SUSPENDED","ACTIVE"]}`, Found: "o1 o2 o3"}, {Config: `{"status":["INIT"],"name":"once"}`},
		},
		RefusedFilters: map[string][]string{`{"name":""}`: {`at AttributeName("name")`}, `{"status":["GONE"]}`: {`at AttributeName("status")`, "Invalid Attribute Value Match"}},
		Refused: map[string][]string{
			`{"name":""}`: {`error at AttributeName("name"): Invalid Attribute Value`}, `{"name":"n","type":7}`: {`error at AttributeName("type"): Invalid Attribute Value`},
			`{"name":"n","status":"DELETED"}`: {`error at AttributeName("status"): Invalid Attribute Value`},
			`{"name":"n","recipients":[""]}`:  {`error at AttributeName("recipients")`}, `{"name":"n","recipients":[null]}`: {`error at AttributeName("recipients")`},
			`{"name":"n","oauth_code_wo":""}`:                           {`error at AttributeName("oauth_code_wo"): Invalid Attribute Value`},
			`{"name":"n","oauth_code_wo":"","oauth_code_wo_version":1}`: {`error at AttributeName("oauth_code_wo"): Invalid Attribute Value`},
			`{"name":"n","oauth_code_wo_version":-1}`:                   {`error at AttributeName("oauth_code_wo_version"): Invalid Attribute Value`},
		},
		Accepted: []string{
			`{"name":"n","oauth_code_wo":"c"}`, // the version is optional
			`{"name":"${unknown}","oauth_code_wo":"${unknown}","oauth_code_wo_version":"${unknown}"}`,
		},
		Kills: []lifetest.Kill{
			{First: `{"name":"n"}`, Second: `{"name":"n","description":"d"}`},
			{
				Name: "with a code", First: `{"name":"n","oauth_code_wo":"code-1","oauth_code_wo_version":1}`, Told: "Get a new code",
				After: `{"name":"n","oauth_code_wo":"code-2","oauth_code_wo_version":2}`,
			},
		},
		Generate: func(b *lifetest.Block) {
			b.Name()
			b.Strings("description")
			b.Optional("type", b.Among(edge.ChannelTypeValues()...), "0")
			b.Selectors("recipients")
			b.Status()
			b.Unset("oauth_code_wo_version")
			b.Unset("redirect_uri", `""`)
			b.Unset("resolve_display_names", "false")
		},
		Canary: `
resource "zerotrust_notification_channel" "c" {
  name                  = "channel"
  type                  = 1
  oauth_code_wo         = var.oauth_code
  oauth_code_wo_version = 1
}

resource "zerotrust_notification_channel" "updated" {
  provider              = zerotrust.undocumented
  name                  = "channel that is updated"
  description           = "stage ${var.stage}"
  type                  = 1
  oauth_code_wo         = var.other_oauth_code
  oauth_code_wo_version = 1
}
`,
	}
}
