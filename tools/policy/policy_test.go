// Package policy tests the rules in examples/policies on plans that a CLI has made. It is a module of its own, because the
// policy engine is part of nothing else.
package policy

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/open-policy-agent/opa/v1/rego"
)

const rules = "../../examples/policies/zerotrust.rego"

// TestRules: the plans in testdata are those that TestAccPolicies_plans of the provider makes of the configurations beside them.
func TestRules(t *testing.T) {
	t.Parallel()

	for name, want := range map[string][]string{
		"kept": {},
		"broken": {
			`zerotrust_access.computed["sre"]: user_list is known only after apply. Refer to groups by their names.`,
			`zerotrust_access.engineering: "group:everyone" lets everybody reach its apps.`,
			`zerotrust_access_member.all: "*" lets everybody reach the app.`,
			`zerotrust_app.git: it would be replaced, and the old object stays in the service.`,
			`zerotrust_app.wiki: it would be destroyed, and the old object stays in the service.`,
			`zerotrust_app_integrity_config.ios: App Integrity of production must be enabled.`,
			`zerotrust_app_integrity_config.ios: App Integrity of production only logs.`,
			`zerotrust_policy.guests: guests reach its apps.`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			raw, err := os.ReadFile(filepath.Join("testdata", name, "plan.json"))
			if err != nil {
				t.Fatal(err)
			}

			var plan map[string]any
			if err := json.Unmarshal(raw, &plan); err != nil {
				t.Fatal(err)
			}

			if got := denied(t, plan); !slices.Equal(got, want) {
				t.Errorf("got %q\nwant %q", got, want)
			}
		})
	}
}

// TestRules_productionGoesAway: a destroyed configuration has no attributes after the plan.
func TestRules_productionGoesAway(t *testing.T) {
	t.Parallel()

	change := func(version string) map[string]any {
		return map[string]any{
			"address": "zerotrust_app_integrity_config." + version, "type": "zerotrust_app_integrity_config", "mode": "managed",
			"change": map[string]any{"actions": []any{"delete"}, "before": map[string]any{"version": version}, "after": nil},
		}
	}

	got := denied(t, map[string]any{"resource_changes": []any{change("production"), change("staging")}})
	if want := []string{"zerotrust_app_integrity_config.production: App Integrity of production goes away."}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// denied are the sentences of the rules that a plan breaks.
func denied(t *testing.T, plan map[string]any) []string {
	t.Helper()

	found, err := rego.New(rego.Query("data.main.deny"), rego.Load([]string{rules}, nil), rego.Input(plan), rego.StrictBuiltinErrors(true)).Eval(t.Context())
	if err != nil {
		t.Fatal(err)
	}

	sentences := []string{}

	for _, sentence := range found[0].Expressions[0].Value.([]any) {
		sentences = append(sentences, fmt.Sprint(sentence))
	}

	slices.Sort(sentences)

	return sentences
}
