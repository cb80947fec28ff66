package contract_test

import (
	"slices"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/contract"
)

// TestAppTego_enumerationsAndLimits: this client is written by hand, so that its values are compared here.
func TestAppTego_enumerationsAndLimits(t *testing.T) {
	t.Parallel()
	spec := load(t, contract.AppTego())
	schemas := spec.Components.Schemas
	for name, got := range map[string][]string{
		"Version":       apptego.Versions(),
		"Platform":      apptego.Platforms(),
		"Action":        apptego.Actions(),
		"DeviceVerdict": apptego.DeviceVerdicts(),
	} {
		var want []string
		for _, value := range schemas[name].Value.Enum {
			want = append(want, value.(string))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s is %q, in the contract %q", name, got, want)
		}
	}
	limit := func(extensions map[string]any) int {
		n, _ := extensions["x-max-utf8-bytes"].(float64)
		return int(n)
	}
	update := spec.Paths.Find("/frontend/app_integrity_update").Post
	for _, l := range []struct {
		name      string
		got, want int
	}{
		{"MaxNameCharacters", apptego.MaxNameCharacters, int(*schemas["ConfigName"].Value.MaxLength)},
		{"MaxTitleBytes", apptego.MaxTitleBytes, limit(schemas["MessageTitle"].Value.Extensions)},
		{"MaxMessageBytes", apptego.MaxMessageBytes, limit(schemas["MessageBody"].Value.Extensions)},
		{"MaxButtonBytes", apptego.MaxButtonBytes, limit(schemas["MessageButtons"].Value.Items.Value.Extensions)},
		{"MaxPayloadBytes", apptego.MaxPayloadBytes, limit(update.Extensions)},
	} {
		if l.got != l.want {
			t.Errorf("%s is %d, in the contract %d", l.name, l.got, l.want)
		}
	}
	if !slices.Contains(apptego.Actions(), apptego.ActionLog) {
		t.Errorf("%q is no action", apptego.ActionLog)
	}
}
