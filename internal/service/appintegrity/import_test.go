package appintegrity_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestAccAppIntegrityConfig_createdFull imports by an id that there is.
func TestAppIntegrityConfig_import(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Put(kind, mockapi.Object{"version": "production", "platform": "ios", "name": "n", "config_id": "integrity-1"})
	for id, says := range map[string][]string{
		"integrity-1":         {"error: Invalid Import Id", `"integrity-1" is not of the form <version>/<config_id>`, "development, staging, production"},
		"release/integrity-1": {"error: Invalid Import Id", `"release/integrity-1" is not of the form <version>/<config_id>`, "development, staging, production"},
		"production/":         {"error: Invalid Import Id", `"production/" is not of the form <version>/<config_id>`, "development, staging, production"},
		"production/missing":  {"error: Unable to Import"},
		"staging/integrity-1": {"error: Unable to Import"}, // an id of another version
	} {
		acctest.Says(t, s.Lifecycle(t, typeName, "").Import(t.Context(), id, ""), says...)
	}
	acctest.Quiet(t, s.Lifecycle(t, typeName, "").Import(t.Context(), "production/integrity-1", ""))
}

// After an import nobody can tell whether the keys of the configuration are those of the service, and a version is new. So
// the keys are sent once, which also makes their digests known.
func TestAppIntegrityConfig_importThenKeys(t *testing.T) {
	t.Parallel()
	statuses := []string{"decryption_key_status", "verification_key_status"}
	for name, test := range map[string]struct {
		versions          arguments
		changes, warnings []string
	}{
		"with versions": {arguments{}, []string{"decryption_key_status", "decryption_key_wo_version", "verification_key_status", "verification_key_wo_version"}, nil},
		"without":       {noVersions(), statuses, []string{"Decryption Key Is Sent", "Verification Key Is Sent"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := live(t)
			acctest.Quiet(t, l.Import(t.Context(), l.services.Put(kind, stored("android")), ""))
			l.statuses("unverified", "unverified")
			config := full("android").with(test.versions)
			planned := l.Decode(l.ResourceType(typeName), l.Plan(t.Context(), config.json()).PlannedState)
			for _, status := range statuses {
				if !planned[status].Equal(tftypes.NewValue(tftypes.String, "in_sync")) {
					t.Errorf("the planned %s is %s", status, planned[status])
				}
			}
			l.goes(config.json(), test.changes, test.warnings, []string{`{"decryption_key":"` + decryptionKey + `","verification_key":"` + verificationKey + `"}`})
			l.holds(config)
			l.services.ResetJournal()
			l.goes(config.json(), nil, nil, nil)
			l.meets(written(l.services), only(l.services, stored("android")))
			l.ends()
		})
	}
}

func TestAppIntegrityConfig_importByIdentity(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	imported := s.Put(kind, mockapi.Object{"version": "staging", "platform": "ios", "name": "n", "config_id": "a/b"})
	const identity, config = `{"version": "staging", "config_id": "a/b"}`, `{"version": "staging", "platform": "ios", "name": "n"}`
	for name, ids := range map[string][2]string{"by id": {imported, ""}, "by identity": {"", identity}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := s.Lifecycle(t, typeName, "")
			if d := l.Import(t.Context(), ids[0], ids[1]); len(d) > 0 {
				t.Fatal(acctest.DiagnosticLines(d))
			}
			is := func(what string, got tftypes.Value, want string) {
				t.Helper()
				if !got.Equal(tftypes.NewValue(tftypes.String, want)) {
					t.Errorf("%s = %s, want %s", what, got, want)
				}
			}
			state, identity := l.Attributes(), l.IdentityAttributes(t.Context())
			is("id", state["id"], "staging/a/b")
			is("version", state["version"], "staging")
			is("config_id", state["config_id"], "a/b")
			is("identity version", identity["version"], "staging")
			is("identity config_id", identity["config_id"], "a/b")
			if changed := l.Changes(l.Plan(t.Context(), config)); len(changed) > 0 {
				t.Errorf("the plan after the import changes %v", changed)
			}
		})
	}
	t.Run("of no version", func(t *testing.T) {
		t.Parallel()
		l := s.Lifecycle(t, typeName, "")
		if d := l.Import(t.Context(), "", `{"version": "release", "config_id": "a/b"}`); !acctest.ErrorAmong(d) {
			t.Errorf("diagnostics %q", acctest.DiagnosticLines(d))
		}
	})
}

// People import a configuration by its name. The error says its id.
func TestAppIntegrityConfig_importByName(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(kind, mockapi.Object{"version": "staging", "platform": "ios", "name": "wallet"})
	acctest.Says(t, s.Lifecycle(t, typeName, "").Import(t.Context(), "staging/wallet", ""),
		`error: Unable to Import App Integrity Configuration: AppTego has no configuration of the id "wallet" in the version "staging". But there is one that is called so: import it by its id, "`+id+`".`)
	acctest.Says(t, s.Lifecycle(t, typeName, "").Import(t.Context(), "staging/nobody", ""), "error: Unable to Import", `of the id "nobody"`)
}
