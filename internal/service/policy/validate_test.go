package policy_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestValidate(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Lifecycle(t, typeName, "")
	for name, test := range map[string]struct {
		config string
		at     string // where the only error is; nowhere, if empty
	}{
		"every listed number":        {config: `{"name": "n", "type": 4, "action": 500}`},
		"a type that is not listed":  {config: `{"name": "n", "type": 5}`, at: `AttributeName("type")`},
		"an action that is not":      {config: `{"name": "n", "action": 5}`, at: `AttributeName("action")`},
		"an empty name":              {config: `{"name": ""}`, at: `AttributeName("name")`},
		"a negative priority":        {config: `{"name": "n", "priority": -1}`, at: `AttributeName("priority")`},
		"a priority above 32 bits":   {config: `{"name": "n", "priority": 2147483648}`, at: `AttributeName("priority")`},
		"a status that is no state":  {config: `{"name": "n", "status": "DELETED"}`, at: `AttributeName("status")`},
		"an empty name of workflows": {config: `{"name": "n", "workflow_name": ""}`, at: `AttributeName("workflow_name")`},
		"a workflow in two ways":     {config: `{"name": "n", "workflow_name": "w", "workflow_uuid": "u"}`, at: `AttributeName("workflow_name")`},
		"a tag without a colon":      {config: `{"name": "n", "app_filter": {"include_any": [{"all": ["pci"]}]}}`, at: `AttributeName("app_filter").AttributeName("include_any").ElementKeyValue`},
		"a tag without a value":      {config: `{"name": "n", "session_filter": {"exclude_any": [{"all": ["os:"]}]}}`, at: `AttributeName("session_filter").AttributeName("exclude_any").ElementKeyValue`},
		"a tag without a key":        {config: `{"name": "n", "session_filter": {"exclude_any": [{"all": [":macos"]}]}}`, at: `AttributeName("session_filter").AttributeName("exclude_any").ElementKeyValue`},
		"a group of no tags":         {config: `{"name": "n", "app_filter": {"exclude_any": [{"all": []}]}}`, at: `AttributeName("app_filter").AttributeName("exclude_any").ElementKeyValue`},
		"a group without tags":       {config: `{"name": "n", "app_filter": {"exclude_any": [{}]}}`, at: `AttributeName("app_filter").AttributeName("exclude_any").ElementKeyValue`},
		"a tag that is null":         {config: `{"name": "n", "app_filter": {"exclude_any": [{"all": ["os:macos", null]}]}}`, at: `AttributeName("app_filter").AttributeName("exclude_any").ElementKeyValue`},
		"a group that is null":       {config: `{"name": "n", "app_filter": {"exclude_any": [null]}}`, at: `AttributeName("app_filter").AttributeName("exclude_any")`},
		"a constraint that is null":  {config: `{"name": "n", "constraints": {"max": null}}`, at: `AttributeName("constraints")`},
		"tags with colons and spaces": {
			config: `{"name": "n", "app_filter": {"include_any": [{"all": ["url_in:https://example.com/a b", "group:Domain Admins"]}]}}`,
		},
		"zero values": {
			config: `{"name": "n", "description": "", "type": 0, "action": 0, "priority": 0, "app_filter": {"include_any": []}, "session_filter": {}, "constraints": {}, "mitm_settings": {}, "workflow_uuid": "", "metadata": "", "integration_id": ""}`,
		},
		"values that are not known yet": {
			config: `{"name": "${unknown}", "description": "${unknown}", "type": "${unknown}", "action": "${unknown}", "app_filter": "${unknown}",
				"session_filter": {"include_any": "${unknown}", "exclude_any": [{"all": "${unknown}"}, {"all": ["${unknown}"]}, "${unknown}"]}, "priority": "${unknown}",
				"allow_guest_access": "${unknown}", "constraints": {"max": "${unknown}"}, "mitm_settings": {"fail_close": "${unknown}"}, "workflow_name": "${unknown}",
				"metadata": "${unknown}", "integration_id": "${unknown}", "status": "${unknown}"}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := p.Validate(t.Context(), test.config)
			said := acctest.DiagnosticLines(d)
			switch {
			case test.at == "" && said != "":
				t.Errorf("refused: %s", said)
			case test.at != "" && len(d) != 1:
				t.Errorf("%d diagnostics, want one at %s: %s", len(d), test.at, said)
			case test.at != "" && !strings.HasPrefix(said, "error at "+test.at):
				t.Errorf("diagnostic %q, want one at %s", said, test.at)
			}
		})
	}
}

// The CLI shows the same, before anything is sent.
func TestAccPolicy_validators(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := s.Provider() + block("numbers", `name = "n"`, `type = 5`, `action = 5`, `priority = -1`) +
		block("name", `name = ""`, `workflow_name = "w"`, `workflow_uuid = "u"`) +
		block("tags", `name = "n"`, `app_filter = { include_any = [{ all = ["pci"] }] }`, `session_filter = { include_any = [{ all = [] }] }`)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		CheckDestroy: func(*terraform.State) error {
			if len(s.Journal()) > 0 {
				t.Errorf("requests were sent: %v", s.Operations())
			}
			return nil
		},
		Steps: []resource.TestStep{
			{Config: config, PlanOnly: true, ExpectError: says("action value must be one of")},
			{Config: config, PlanOnly: true, ExpectError: says("Attribute type value must be one of")},
			{Config: config, PlanOnly: true, ExpectError: says("priority value must be between 0 and")},
			{Config: config, PlanOnly: true, ExpectError: says("name string length must be at least 1")},
			{Config: config, PlanOnly: true, ExpectError: says(`"workflow_uuid" cannot be specified when "workflow_name" is specified`)},
			{Config: config, PlanOnly: true, ExpectError: says("must be a tag in the form key:value")},
			{Config: config, PlanOnly: true, ExpectError: says("set must contain at least 1 elements")},
		},
	})
}
