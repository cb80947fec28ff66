package notificationchannel_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	typeName = "zerotrust_notification_channel"
	address  = "zerotrust_notification_channel.test"
)

// channel is a resource block with arguments that are written as "name = value".
func channel(label string, arguments ...string) string {
	return fmt.Sprintf("resource \"zerotrust_notification_channel\" %q {\n  %s\n}\n", label, strings.Join(arguments, "\n  "))
}

func known(attribute string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(attribute), value)
}

// newest returns the channel that was created last.
func newest(t *testing.T, s *acctest.Services) mockapi.Object {
	t.Helper()
	channels := s.Objects(mockapi.KindNotificationChannel)
	if len(channels) == 0 {
		t.Fatal("the service has no channel")
	}
	return channels[len(channels)-1]
}

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
