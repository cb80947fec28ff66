package provider_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// unshown is a secret of a called operation that no attribute has, with the reason.
func unshown() map[string]string {
	return map[string]string{
		"encrypted_credentials": "what the service made of the authorization code: of use to nobody else",
		"mfa_encrypted_secret":  "of the second factor of a user: of use to nobody else",
		"private_key_encrypted": "of devices: of use to nobody else",
		"secret_hash":           "of a connector's secret: of use to nobody",
		"time_id_token":         "a second token of the session, which the provider does not use",
	}
}

// credentialArguments are the arguments that hold the credentials of a security scheme.
func credentialArguments() map[string][]string {
	return map[string][]string{
		"edge apiToken credential":    {"edge.api_token"},
		"edge sessionJwt credential":  {"edge.api_token"}, // with auth = "bearer"
		"apptego apiToken credential": {"apptego.token_secret"},
		"gate bearerToken credential": {"gate.api_token"},
	}
}

// otherSensitive are attributes that are sensitive although the contract does not call their field secret.
func otherSensitive() map[string]string {
	const personal = "personal data, or what may hold it"
	return map[string]string{
		"data source zerotrust_audit_events.request_bodies":                                 "request_body of the events by id",
		"data source zerotrust_audit_events.user_logins":                                    "user_login of the events by id",
		"ephemeral resource zerotrust_apptego_ws_ticket.url":                                "it holds the ticket",
		"data source zerotrust_workflow_run.approver_display_name":                          personal,
		"data source zerotrust_workflow_run.approver_justification":                         personal,
		"data source zerotrust_workflow_run.approver_text":                                  personal,
		"data source zerotrust_workflow_run.client_ip":                                      personal,
		"data source zerotrust_workflow_run.details":                                        personal,
		"data source zerotrust_workflow_run.justification":                                  personal,
		"data source zerotrust_workflow_run.requestor_justification":                        personal,
		"data source zerotrust_workflow_run.requestor_text":                                 personal,
		"data source zerotrust_workflow_run.text":                                           personal,
		"data source zerotrust_workflow_run.user_display_name":                              personal,
		"resource zerotrust_blob.data":                                                      personal,
		"data source zerotrust_blob.data":                                                   personal,
		"data source zerotrust_account.onboarding.eula_signing_ip":                          personal,
		"data source zerotrust_account.onboarding.eula_signing_user_display_name":           personal,
		"data source zerotrust_onboarding.eula_signing_ip":                                  personal,
		"data source zerotrust_onboarding.eula_signing_user_display_name":                   personal,
		"data source zerotrust_view.result":                                                 personal,
		"data source zerotrust_document.identity.display":                                   personal,
		"data source zerotrust_document.identity.object_id_encrypted":                       personal,
		"data source zerotrust_document.owner.display":                                      personal,
		"data source zerotrust_document.owner.additional_context":                           personal,
		"data source zerotrust_document.parent.display":                                     personal,
		"data source zerotrust_document.parent.additional_context":                          personal,
		"data source zerotrust_document.web_view_url.display":                               personal,
		"data source zerotrust_document.external_access.origin_identity.display":            personal,
		"data source zerotrust_document.external_access.origin_identity.additional_context": personal,
		"data source zerotrust_document.external_access.target_identity.display":            personal,
		"data source zerotrust_document.external_access.target_identity.additional_context": personal,
	}
}

// TestRegistered_secretsAreMarked compares everything that is registered with the contracts: an attribute whose field is
// x-secret or x-sensitive is sensitive, and a secret argument of a managed resource is write-only as well. The mapping is the name.
func TestRegistered_secretsAreMarked(t *testing.T) {
	t.Parallel()
	names, fields, private := acctest.MarkedNames(t, "x-secret"), acctest.SecretFields(t), acctest.MarkedNames(t, "x-sensitive")
	for argument := range allCredentialArguments() {
		names[argument[strings.LastIndex(argument, ".")+1:]] = true
	}
	shown, excused := map[string]bool{}, map[string]bool{}
	for _, s := range protocolSchemas(t) {
		for _, problem := range unmarked(s, names, func(where string, a *tfprotov6.SchemaAttribute, secret bool) {
			if secret {
				shown[fieldOf(a.Name)] = true
			}
			switch {
			case private[a.Name] && !a.Sensitive:
				t.Errorf("%s is x-sensitive in the contract and not sensitive", where)
			case a.Sensitive && !secret && !private[a.Name]:
				if otherSensitive()[where] == "" {
					t.Errorf("%s is sensitive, and neither the contract nor this test says why", where)
				}
				excused[where] = true
			}
		}) {
			t.Error(problem)
		}
	}
	for where := range otherSensitive() {
		if !excused[where] {
			t.Errorf("%s needs no exception", where)
		}
	}
	for _, f := range fields {
		reason, hidden := unshown()[f.Name()]
		switch {
		case f.Direction == acctest.Credential:
			if len(credentialArguments()[f.String()]) == 0 {
				t.Errorf("%s: this test does not know its argument", f)
			}
		case shown[f.Name()] && hidden:
			t.Errorf("%s has an attribute and needs no exception", f)
		case !shown[f.Name()] && reason == "":
			t.Errorf("%s has no attribute: say why, or mark one", f)
		}
	}
}

func allCredentialArguments() map[string]bool {
	all := map[string]bool{}
	for _, arguments := range credentialArguments() {
		for _, argument := range arguments {
			all[argument] = true
		}
	}
	return all
}

// fieldOf returns the field of the contract that an attribute stands for.
func fieldOf(attribute string) string { return strings.TrimSuffix(attribute, "_wo") }

// unmarked returns what is wrong with the marks of a schema, and shows each attribute to look, with whether it is secret.
func unmarked(s namedSchema, names map[string]bool, look func(where string, a *tfprotov6.SchemaAttribute, secret bool)) []string {
	var problems []string
	managed := strings.HasPrefix(s.name, "resource ")
	var walk func(where string, all []*tfprotov6.SchemaAttribute, writeOnly bool)
	walk = func(where string, all []*tfprotov6.SchemaAttribute, writeOnly bool) {
		for _, a := range all {
			at := where + "." + a.Name
			secret := names[fieldOf(a.Name)]
			look(at, a, secret)
			input := a.Required || a.Optional
			switch {
			case secret && strings.HasPrefix(s.name, "action "): // the framework lets no attribute of an action be sensitive
			case secret && !a.Sensitive:
				problems = append(problems, at+" is secret in the contract and not sensitive")
			case secret && managed && input && !a.WriteOnly:
				problems = append(problems, at+" is a secret argument and not write-only")
			case writeOnly && a.WriteOnly: // the name of the object says it for its members
			case a.WriteOnly != strings.HasSuffix(a.Name, "_wo"):
				problems = append(problems, at+": write-only arguments, and no others, have names that end in _wo")
			}
			if a.NestedType != nil {
				walk(at, a.NestedType.Attributes, a.WriteOnly)
			}
		}
	}
	walk(s.name, s.Block.Attributes, false)
	return problems
}

// TestRegistered_secretsAreMarked_canFail shows that each rule finds what it is for, also in nested attributes.
func TestRegistered_secretsAreMarked_canFail(t *testing.T) {
	t.Parallel()
	names := map[string]bool{"secret": true}
	for want, a := range map[string]*tfprotov6.SchemaAttribute{
		"secret in the contract and not sensitive":       {Name: "secret", Computed: true},
		"a secret argument and not write-only":           {Name: "secret", Optional: true, Sensitive: true},
		"and not sensitive":                              {Name: "secret_wo", Optional: true, WriteOnly: true},
		"write-only arguments, and no others, have name": {Name: "key_wo", Optional: true},
	} {
		nested := &tfprotov6.SchemaAttribute{Name: "list", NestedType: &tfprotov6.SchemaObject{Attributes: []*tfprotov6.SchemaAttribute{a}}}
		s := namedSchema{"resource x", &tfprotov6.Schema{Block: &tfprotov6.SchemaBlock{Attributes: []*tfprotov6.SchemaAttribute{nested}}}}
		problems := unmarked(s, names, func(string, *tfprotov6.SchemaAttribute, bool) {})
		if !slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, want) }) {
			t.Errorf("want %q in %q", want, problems)
		}
	}
}

// TestRegistered_identitiesHoldNoSecret: identities are shown everywhere and cannot be sensitive.
func TestRegistered_identitiesHoldNoSecret(t *testing.T) {
	t.Parallel()
	names := acctest.MarkedNames(t, "x-secret")
	resp, err := provider.NewServer("test", provider.Options{})().GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for typeName, s := range resp.IdentitySchemas {
		for _, a := range s.IdentityAttributes {
			if names[a.Name] {
				t.Errorf("the identity of %s holds %s", typeName, a.Name)
			}
		}
	}
}
