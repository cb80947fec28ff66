package appintegrity

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
)

// The limit counts UTF-8 bytes of the compact JSON of an update, in which "<" is one byte and a letter may be more.
func TestCheckSize(t *testing.T) {
	t.Parallel()
	base := with(shell("ios"), func(m *model) { m.Message = types.StringValue("<ä&>") })
	body, err := json.Marshal(map[string]any{
		"version": "production", "config_id": "c1", "name": "n", "action": "log", "message": "", "buttons": []string{""},
	})
	if err != nil {
		t.Fatal(err)
	}
	room := apptego.MaxPayloadBytes - len(body) - len("<ä&>")
	for name, test := range map[string]struct {
		button string
		fits   bool
	}{
		"at the limit":              {strings.Repeat("x", room), true},
		"one byte above":            {strings.Repeat("x", room+1), false},
		"at the limit, two bytes":   {strings.Repeat("x", room%2) + strings.Repeat("é", room/2), true},
		"above by one of two bytes": {strings.Repeat("x", room%2) + strings.Repeat("é", room/2) + "é", false},
		"html characters count one": {strings.Repeat("<", room), true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var d diag.Diagnostics
			checkSize(with(base, func(m *model) { m.Buttons = texts(test.button) }), model{}, &d)
			if d.HasError() == test.fits {
				t.Errorf("fits: %t, want %t", !d.HasError(), test.fits)
			}
			for _, e := range d.Errors() {
				at, ok := e.(diag.DiagnosticWithPath)
				if !ok || !at.Path().Equal(path.Root("buttons")) || !strings.Contains(e.Detail(), "at most 9437184") {
					t.Errorf("error %v", e)
				}
			}
		})
	}
}

// Secrets are part of what is sent.
func TestCheckSize_countsKeys(t *testing.T) {
	t.Parallel()
	config := model{DecryptionKeyWO: types.StringValue(strings.Repeat("k", apptego.MaxPayloadBytes))}
	var d diag.Diagnostics
	checkSize(shell("android"), config, &d)
	if !d.HasError() {
		t.Error("a key of the size of the whole limit fits")
	}
}
