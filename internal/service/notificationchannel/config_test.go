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
	// allow is the provider setting for undocumented operations.
	allow = "allow_undocumented_operations = true"
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

// stored compares the newest channel with JSON, without its credentials.
func stored(t *testing.T, s *acctest.Services, want string) {
	t.Helper()
	c := newest(t, s)
	for _, name := range []string{"encrypted_credentials", "slack_channel", "slack_team"} {
		delete(c, name)
	}
	fields, _ := acctest.DecodeJSON(t, want).(map[string]any)
	acctest.SameStored(t, c, fields)
}
