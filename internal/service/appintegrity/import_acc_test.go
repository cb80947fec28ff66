package appintegrity_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestAccAppIntegrityConfig_import(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	bad := func(id string) resource.TestStep {
		return resource.TestStep{
			ResourceName: address, ImportState: true, ImportStateId: id,
			ExpectError: says("Invalid Import Id", fmt.Sprintf("%q is not of the form <version>/<config_id>", id), "development, staging, production"),
		}
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{Config: s.Provider() + full("android").block("test"), ConfigPlanChecks: acctest.Empty()},
			{ // versions of keys are the practitioner's own counters, and nobody can tell which keys an import found
				ResourceName: address, ImportState: true, ImportStateVerify: true,
				ImportStateVerifyIgnore: []string{"decryption_key_wo_version", "verification_key_wo_version", "decryption_key_status", "verification_key_status"},
			},
			bad("integrity-1"), bad("release/integrity-1"), bad("production/"),
			{
				ResourceName: address, ImportState: true, ImportStateId: "production/missing",
				ExpectError: says("Unable to Import"),
			},
			{ // an id of another version
				ResourceName: address, ImportState: true, ImportStateIdPrefix: "staging/",
				ExpectError: says("Unable to Import"),
			},
		},
	})
}

// An import plans nothing, whether the configuration leaves arguments out or spells their default, and whatever the
// service says about them.
func TestAccAppIntegrityConfig_importedPlansEmpty(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	android, ios := shell("android"), shell("ios")
	flag, slash := shell("android"), shell("ios")
	flag["require_play_recognized"], slash["config_id"] = false, "a/b c"
	spelled := arguments{"enabled": `false`, "action": `"log"`, "require_play_recognized": `false`}
	cases := map[string]struct {
		stored mockapi.Object
		config arguments
	}{
		"full":          {stored("android"), full("android").with(noKeys())},
		"full_ios":      {stored("ios"), full("ios")},
		"null":          {android, minimal("android")},
		"spelled":       {android, minimal("android").with(spelled)},
		"flag":          {flag, minimal("android")},
		"flag_spelled":  {flag, minimal("android").with(spelled)},
		"null_ios":      {ios, minimal("ios")},
		"slash_and_gap": {slash, minimal("ios")},
	}
	config, names := s.Provider(), []string{}
	for name, c := range cases {
		config += c.config.block(name) + fmt.Sprintf("import {\n  to = %s.%s\n  id = %q\n}\n", typeName, name, s.Put(kind, c.stored))
		names = append(names, name)
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{{
			Config: config, ConfigPlanChecks: acctest.EmptyAfter(noop(names)...), Check: written(s),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(typeName+".slash_and_gap", tfjsonpath.New("config_id"), knownvalue.StringExact("a/b c")),
				statecheck.ExpectKnownValue(typeName+".null_ios", tfjsonpath.New("require_play_recognized"), knownvalue.Null()),
				statecheck.ExpectKnownValue(typeName+".null_ios", tfjsonpath.New("decryption_key_status"), knownvalue.Null()),
				statecheck.ExpectKnownValue(typeName+".null", tfjsonpath.New("decryption_key_status"), knownvalue.Null()),
				statecheck.ExpectKnownValue(typeName+".full", tfjsonpath.New("decryption_key_status"), knownvalue.StringExact("unverified")),
			},
		}},
	})
}

// After an import nobody can tell whether the keys of the configuration are those of the service, and a version is new. So
// the keys are sent once, which also makes their digests known.
func TestAccAppIntegrityConfig_importThenKeys(t *testing.T) {
	t.Parallel()
	for name, versions := range map[string]arguments{"with versions": {}, "without": noVersions()} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			id := s.Put(kind, stored("android"))
			config := s.Provider() + full("android").with(versions).block("test") + fmt.Sprintf("import {\n  to = %s\n  id = %q\n}\n", address, id)
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(),
				CheckDestroy:             destroyed(s),
				Steps: []resource.TestStep{
					{
						Config: config,
						ConfigPlanChecks: acctest.EmptyAfter(action("test", plancheck.ResourceActionUpdate),
							plancheck.ExpectKnownValue(address, tfjsonpath.New("decryption_key_status"), knownvalue.StringExact("in_sync")),
							plancheck.ExpectKnownValue(address, tfjsonpath.New("verification_key_status"), knownvalue.StringExact("in_sync"))),
						Check: updated(s, `{"decryption_key":"`+decryptionKey+`","verification_key":"`+verificationKey+`"}`),
					},
					{PreConfig: s.ResetJournal, Config: config, ConfigPlanChecks: acctest.EmptyAfter(noop([]string{"test"})...), Check: written(s)},
				},
			})
		})
	}
}

// Terraform 1.11 knows no identity: TestAppIntegrityConfig_importByIdentity shows the same through the plugin protocol.
func TestAccAppIntegrityConfig_importByIdentity(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	resource.Test(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy:             destroyed(s),
		Steps: []resource.TestStep{
			{
				Config: s.Provider() + full("ios").block("test"), ConfigPlanChecks: acctest.Empty(),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("version")),
					statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("config_id")),
				},
			},
			{ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity},
		},
	})
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
