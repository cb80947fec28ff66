package policy_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	typeName = "zerotrust_policy"
	address  = typeName + ".test"
)

// policy writes a resource block with these lines in it.
func policy(lines ...string) string { return block("test", lines...) }

func block(label string, lines ...string) string {
	return fmt.Sprintf("resource %q %q {\n  %s\n}\n", typeName, label, strings.Join(lines, "\n  "))
}

// arguments are all optional arguments, each with a value and with another one.
func arguments() map[string]struct{ value, other string } {
	return map[string]struct{ value, other string }{
		"description":        {`"a description"`, `"another description"`},
		"type":               {`1`, `2`},
		"action":             {`301`, `2`},
		"app_filter":         {`{ include_any = [{ all = ["appgroup:pci", "domain:example.com"] }, { all = ["app:wiki"] }], exclude_any = [{ all = ["host:x"] }] }`, `{ include_any = [{ all = ["app:wiki"] }] }`},
		"session_filter":     {`{ include_any = [{ all = ["group:eng", "os:macos", "posture_ge:high"] }] }`, `{ include_any = [{ all = ["group:eng", "os:linux"] }] }`},
		"priority":           {`100`, `7`},
		"allow_guest_access": {`true`, `false`},
		"constraints":        {`{ max_sessions = "5", note = "" }`, `{ max_sessions = "6", note = "" }`},
		"mitm_settings":      {`{ fail_close = true }`, `{ fail_close = false }`},
		"workflow_uuid":      {`"workflow-1"`, `"workflow-2"`},
		"metadata":           {`"m"`, `"n"`},
		"integration_id":     {`"integration-1"`, `"integration-2"`},
		"status":             {`"SUSPENDED"`, `"INIT"`},
	}
}

// zeros are all optional arguments that have a zero value, spelled out.
func zeros() []string {
	return []string{
		`description = ""`, `type = 0`, `action = 0`, `app_filter = {}`, `session_filter = { include_any = [], exclude_any = [] }`, `priority = 0`,
		`allow_guest_access = false`, `constraints = {}`, `mitm_settings = {}`, `workflow_uuid = ""`, `metadata = ""`, `integration_id = ""`,
	}
}

// full writes a block with a value for every argument. Changed overrides some, with "" for none.
func full(label string, changed map[string]string) string {
	lines := []string{fmt.Sprintf("name = %q", label)}
	all := arguments()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		value, overridden := changed[name]
		if !overridden {
			value = all[name].value
		}
		if value != "" {
			lines = append(lines, name+" = "+value)
		}
	}
	return block(label, lines...)
}

// stored is what a service keeps of full, without what it sets by itself.
func stored(name string) mockapi.Object {
	return mockapi.Object{
		"name": name, "description": "a description", "type": int64(1), "action": int64(301),
		"app_filter": mockapi.Object{
			"include_any": []any{mockapi.Object{"all": []any{"app:wiki"}}, mockapi.Object{"all": []any{"appgroup:pci", "domain:example.com"}}},
			"exclude_any": []any{mockapi.Object{"all": []any{"host:x"}}},
		},
		"session_filter": mockapi.Object{"include_any": []any{mockapi.Object{"all": []any{"group:eng", "os:macos", "posture_ge:high"}}}},
		"priority":       int64(100), "allow_guest_access": true, "constraints": mockapi.Object{"max_sessions": "5", "note": ""},
		"mitm_settings": mockapi.Object{"fail_close": true}, "workflow_uuid": "workflow-1", "metadata": "m", "integration_id": "integration-1",
		"status": int64(3),
	}
}

// compare checks what the service keeps of a policy, but for what it sets by itself.
func compare(got, want mockapi.Object) error {
	got = maps.Clone(got)
	for _, name := range []string{"uuid", "create_time", "creator_uuid", "creator_display_name", "update_time", "updater_uuid", "updater_display_name", "data_source"} {
		delete(got, name)
	}
	have, wanted := text(got), text(want)
	if have != wanted {
		return fmt.Errorf("the service keeps\n  %s\nwant\n  %s", have, wanted)
	}
	return nil
}

// text is the JSON of an object, in which keys are sorted.
func text(o mockapi.Object) string {
	raw, err := json.Marshal(o)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}

// only returns a check that there is one policy, with these fields.
func only(t *testing.T, s *acctest.Services, want mockapi.Object) func(*terraform.State) error {
	t.Helper()
	return func(*terraform.State) error { return compare(s.Only(t, mockapi.KindPolicy), want) }
}

// destroyed checks that no policy is left.
func destroyed(s *acctest.Services) func(*terraform.State) error {
	return func(*terraform.State) error {
		if left := s.Objects(mockapi.KindPolicy); len(left) > 0 {
			return fmt.Errorf("policies are left: %v", left)
		}
		return nil
	}
}

// written returns a check that no operation but reads was called since the journal was reset, or just these.
func written(s *acctest.Services, want ...string) func(*terraform.State) error {
	return func(*terraform.State) error {
		writes := slices.DeleteFunc(s.Operations(), func(operation string) bool {
			return strings.HasPrefix(operation, "get") || strings.HasPrefix(operation, "query")
		})
		if !slices.Equal(writes, want) {
			return fmt.Errorf("the service was written to by %v, want %v", writes, want)
		}
		return nil
	}
}

// body returns a check of the only request body of an operation since the journal was reset.
func body(s *acctest.Services, operation, want string) func(*terraform.State) error {
	return func(*terraform.State) error {
		if bodies := s.Bodies(operation); !slices.Equal(bodies, []string{want}) {
			return fmt.Errorf("%s was sent\n  %s\nwant\n  %s", operation, strings.Join(bodies, "\n  "), want)
		}
		return nil
	}
}

// says returns a pattern for a text that the CLI may wrap.
func says(words ...string) *regexp.Regexp {
	patterns := make([]string, len(words))
	for i, w := range words {
		patterns[i] = strings.Join(strings.Fields(regexp.QuoteMeta(w)), `\s+`)
	}
	return regexp.MustCompile(`(?s)` + strings.Join(patterns, `.*`))
}

// meanwhile is a plan check that checks nothing: it does something between the plan and its apply.
type meanwhile func()

func (f meanwhile) CheckPlan(context.Context, plancheck.CheckPlanRequest, *plancheck.CheckPlanResponse) {
	f()
}

// change returns a function that changes the only policy behind Terraform's back.
func change(t *testing.T, s *acctest.Services, fields mockapi.Object) func() {
	t.Helper()
	return func() {
		id, _ := s.Only(t, mockapi.KindPolicy)["uuid"].(string)
		if err := s.Change(mockapi.KindPolicy, id, fields); err != nil {
			t.Error(err)
		}
	}
}
