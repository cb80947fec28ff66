package acctest_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
)

// TestSecretFields: the walk finds secrets of each kind, and nothing that only an operation has which nobody calls.
func TestSecretFields(t *testing.T) {
	t.Parallel()
	var got []string
	for _, f := range acctest.SecretFields(t) {
		got = append(got, f.String())
	}
	t.Logf("%d secrets:\n%s", len(got), strings.Join(got, "\n"))
	for _, want := range []string{
		"edge createToken answer secret", "edge queryTokens answer tokens.[].login_url", "edge createNotificationChannel request oauth_code",
		"edge updateNotificationChannel answer encrypted_credentials", "edge tokenLogin answer token", "edge apiToken credential", "edge sessionJwt credential",
		"apptego updateAppIntegrityConfig request decryption_key", "apptego listAppIntegrityConfigs answer configs.[].verification_key",
		"apptego createWebSocketTicket answer ticket", "apptego apiToken credential", "gate bearerToken credential",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("the walk did not find %s", want)
		}
	}
	for _, unwanted := range []string{"edge createNotificationChannel request encrypted_credentials", "edge login answer token", "gate createUser request password"} {
		if slices.Contains(got, unwanted) {
			t.Errorf("the walk found %s", unwanted)
		}
	}
}
