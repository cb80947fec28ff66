package apptegobuild

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
)

// TestSilence: the last message tells how far the build was.
func TestSilence(t *testing.T) {
	t.Parallel()
	m := model{Version: types.StringValue("staging"), Platform: types.StringValue("ios")}
	for status, want := range map[string]string{
		"":                   "No message about it arrived.",
		"Signing":            `The last message about it was "Signing".`,
		"Decompiling APK...": `The last message about it was "Decompiling APK...".`,
	} {
		if got := m.silence("1m", apptego.BuildMessage{StatusMessage: status}); !strings.Contains(got, want) {
			t.Errorf("%q: %s", status, got)
		}
	}
}
