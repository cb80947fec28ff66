package appintegrity

import (
	"strings"
	"testing"
)

func TestParseID(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]struct{ version, configID string }{
		"production/integrity-1": {"production", "integrity-1"},
		"staging/a/b":            {"staging", "a/b"}, // config_id is opaque
		"development//":          {"development", "/"},
		"":                       {},
		"production":             {},
		"production/":            {},
		"/integrity-1":           {},
		"Production/integrity-1": {},
		"release/integrity-1":    {},
		"integrity-1/production": {},
	} {
		version, configID, err := parseID(id)
		if version != want.version || configID != want.configID {
			t.Errorf("parseID(%q) = %q, %q, want %q, %q", id, version, configID, want.version, want.configID)
		}
		if (err != nil) != (want.version == "") {
			t.Errorf("parseID(%q): error %v", id, err)
		}
		if err != nil && !strings.Contains(err.Error(), "<version>/<config_id>") {
			t.Errorf("parseID(%q): error %q does not show the format", id, err)
		}
		if err == nil && formatID(version, configID) != id {
			t.Errorf("formatID does not give back %q", id)
		}
	}
}
