package provider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	frameworkprovider "github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// stateless returns the directories of examples for what leaves nothing in state, by kind, and checks the schemas for
// what the framework refuses only when a CLI loads them.
func stateless(t *testing.T) map[string][]string {
	t.Helper()
	names := map[string][]string{}
	p := provider.New("test", provider.Options{})()
	for _, build := range p.(frameworkprovider.ProviderWithEphemeralResources).EphemeralResources(t.Context()) {
		e := build()
		var meta ephemeral.MetadataResponse
		e.Metadata(t.Context(), ephemeral.MetadataRequest{ProviderTypeName: provider.TypeName}, &meta)
		var resp ephemeral.SchemaResponse
		e.Schema(t.Context(), ephemeral.SchemaRequest{}, &resp)
		if d := resp.Schema.ValidateImplementation(t.Context()); d.HasError() {
			t.Errorf("ephemeral resource %s: %v", meta.TypeName, d)
		}
		names["ephemeral-resources"] = append(names["ephemeral-resources"], meta.TypeName)
	}
	for _, build := range p.(frameworkprovider.ProviderWithActions).Actions(t.Context()) {
		a := build()
		var meta action.MetadataResponse
		a.Metadata(t.Context(), action.MetadataRequest{ProviderTypeName: provider.TypeName}, &meta)
		var resp action.SchemaResponse
		a.Schema(t.Context(), action.SchemaRequest{}, &resp)
		if d := resp.Schema.ValidateImplementation(t.Context()); d.HasError() {
			t.Errorf("action %s: %v", meta.TypeName, d)
		}
		names["actions"] = append(names["actions"], meta.TypeName)
	}
	for _, build := range p.(frameworkprovider.ProviderWithFunctions).Functions(t.Context()) {
		var meta function.MetadataResponse
		build().Metadata(t.Context(), function.MetadataRequest{}, &meta)
		names["functions"] = append(names["functions"], meta.Name)
	}
	return names
}

// TestAccExamples_stateless plans the example of every ephemeral resource, action and function.
func TestAccExamples_stateless(t *testing.T) {
	t.Parallel()
	files := map[string]string{"ephemeral-resources": "ephemeral-resource.tf", "actions": "action.tf", "functions": "function.tf"}
	for kind, names := range stateless(t) {
		for _, name := range names {
			text, err := os.ReadFile(filepath.Join("..", "..", "examples", kind, name, files[kind]))
			if err != nil {
				t.Error(err)
				continue
			}
			t.Run(kind+"/"+name, func(t *testing.T) {
				t.Parallel()
				s := acctest.Start(t, mockapi.Options{})
				oldest := tfversion.Version1_11_0
				if kind == "actions" {
					oldest = tfversion.Version1_14_0
				}
				resource.Test(t, resource.TestCase{
					TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(oldest)},
					ProtoV6ProviderFactories: acctest.Factories(),
					Steps:                    []resource.TestStep{{Config: s.Provider() + string(text), PlanOnly: true, ExpectNonEmptyPlan: kind != "ephemeral-resources"}},
				})
			})
		}
	}
}

// TestStateless_logsHoldNoSecret looks at every line of every level while secrets are made and ended.
func TestStateless_logsHoldNoSecret(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Protocol(t, "")
	var logged acctest.Logged
	ctx := logged.Context(t.Context())
	secrets := []string{"edge-api-token", "apptego-secret"}
	for typeName, made := range map[string]struct{ config, secret string }{
		"zerotrust_token":                  {`{"name":"x"}`, "secret"},
		"zerotrust_temporary_access_token": {`{"user_uuid":"u"}`, "secret"},
		"zerotrust_edge_session":           {`{}`, "token"},
		"zerotrust_apptego_ws_ticket":      {`{}`, "ticket"},
	} {
		opened, diagnostics := p.Open(ctx, typeName, made.config)
		acctest.Quiet(t, diagnostics)
		acctest.Quiet(t, p.Close(ctx, typeName, opened))
		secrets = append(secrets, acctest.TextOf(t, opened.Result[made.secret]))
	}
	log := logged.String()
	if !strings.Contains(log, "createToken") || !strings.Contains(log, "@level\":\"trace") {
		t.Fatalf("the log is not complete:\n%s", log)
	}
	for _, secret := range secrets {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %.4s...", secret)
		}
	}
}
