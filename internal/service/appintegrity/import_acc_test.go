package appintegrity_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

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
