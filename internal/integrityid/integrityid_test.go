package integrityid_test

import (
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/integrityid"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ id, version, configID string }{
		{"production/integrity-uuid-1234", "production", "integrity-uuid-1234"},
		{"staging/a/b", "staging", "a/b"},
		{"development/ ", "development", " "},
	} {
		version, configID, err := integrityid.Parse(c.id)
		if err != nil || version != c.version || configID != c.configID {
			t.Errorf("Parse(%q) = %q, %q, %v; want %q, %q", c.id, version, configID, err, c.version, c.configID)
		}
		if got := integrityid.Format(version, configID); got != c.id {
			t.Errorf("Format(%q, %q) = %q, want %q", version, configID, got, c.id)
		}
	}
}

func TestParse_refuses(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"", "production", "production/", "/x", "Production/x", "prod/x", " production/x"} {
		_, _, err := integrityid.Parse(id)
		if err == nil || !strings.Contains(err.Error(), "<version>/<config_id>") {
			t.Errorf("Parse(%q): %v, want an error that shows the form", id, err)
		}
	}
}
