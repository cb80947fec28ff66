package review_test

import (
	"testing"
)

// FuzzReview: whatever the JSON is, there is a report or an error, and no panic.
func FuzzReview(f *testing.F) {
	f.Add("")
	f.Add("{}")
	f.Add(guests(f))
	f.Add(`{"format_version":"1.2","resource_changes":[{"address":"a","provider_name":"x/zerotrust","type":"zerotrust_access","change":{"actions":["create"],"after":{"user_list":[null,1,{}],"app_list":{"a":1},"end_time":1e400,"revoked_user_list":"x"}}}]}`)
	f.Add(`{"format_version":"1.2","resource_changes":[{"address":"a[","provider_name":"x/zerotrust","type":"zerotrust_policy","change":{"actions":["delete","create"],"before":[],"after":true,"after_unknown":[true],"before_sensitive":[{}],"after_sensitive":[true]}}]}`)
	plan := planned(f, changed(f, "zerotrust_app.git", gitApp, wikiApp, "delete", "create"), with(changed(f, `module.m["x"].zerotrust_access.r`, "", access(`["user:a"]`, `[null]`, "")), "after_unknown", doc{"app_list": []bool{true}}),
		changed(f, "zerotrust_access_member.m", "", `{"access_id":"r1","user":"user:carol"}`), changed(f, "zerotrust_token.t", `{"name":"T"}`, "", "forget"))
	configured(plan, "zerotrust_access_member.m", map[string][]string{"access_id": {"module.m[\"x\"].id", "each.value", "var.x"}}, "zerotrust")
	plan["configuration"].(doc)["root_module"].(doc)["module_calls"] = doc{"m": doc{
		"expressions": doc{"apps": doc{"references": []string{"module.m", "module.m[each.key].apps"}}},
		"module":      doc{"outputs": doc{"id": doc{"expression": doc{"references": []string{"var.apps"}}}}, "resources": []doc{{"address": "zerotrust_access.r", "mode": "managed", "expressions": doc{"app_list": doc{"references": []string{"var.apps", "zerotrust_app.git.id"}}}}}},
	}}
	plan["resource_drift"] = []doc{changed(f, "zerotrust_app.git", gitApp, "")}
	plan["prior_state"] = doc{"values": doc{"root_module": doc{"resources": []doc{{"address": "zerotrust_app.z", "mode": "managed", "type": "zerotrust_app", "provider_name": ownProvider, "values": doc{"id": "git1"}}}}}}
	f.Add(encoded(f, plan))
	f.Fuzz(func(t *testing.T, plan string) {
		for _, format := range []string{"markdown", "text", "json"} {
			out, errs, code := run(t, plan, "-format", format)
			if code != 0 && (code != 1 || errs == "" || out != "") || code == 0 && out == "" {
				t.Fatalf("code %d: %q %q", code, out, errs)
			}
		}
	})
}
