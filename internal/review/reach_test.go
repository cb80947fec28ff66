package review_test

import (
	"encoding/json"
	"strings"
	"testing"
)

// An estate of two apps and rules about them.
const (
	gitApp  = `{"id":"git1","name":"Git","protocol":"tcp","host":"git.acme.example","tcp_ports":[22],"status":"ACTIVE"}`
	wikiApp = `{"id":"wiki1","name":"Wiki","protocol":"https","host":"wiki.acme.example","status":"ACTIVE"}`
)

func access(users, apps, more string) string {
	return `{"id":"r1","description":"Rule","user_list":` + users + `,"app_list":` + apps + more + `}`
}

func TestReach(t *testing.T) {
	t.Parallel()
	git, wiki := func() doc { return changed(t, "zerotrust_app.git", gitApp, gitApp) }, func() doc { return changed(t, "zerotrust_app.wiki", wikiApp, wikiApp) }
	rule := func(before, after string, actions ...string) doc {
		return changed(t, "zerotrust_access.r", before, after, actions...)
	}
	other := func(users, apps string) doc {
		text := strings.Replace(access(users, apps, `,"status":"ACTIVE"`), "r1", "r2", 1)
		return changed(t, "zerotrust_access.other", text, text)
	}
	for name, c := range map[string]struct {
		changes                      []doc
		gained, lost, moved, unknown string
	}{
		"a rule is made": {changes: []doc{git(), rule("", access(`["user:carol"]`, `["git1"]`, ""))}, gained: "user:carol>zerotrust_app.git by zerotrust_access.r"},
		"a user leaves":  {changes: []doc{git(), rule(access(`["user:a","user:b"]`, `["git1"]`, ""), access(`["user:a"]`, `["git1"]`, ""))}, lost: "user:b>zerotrust_app.git by zerotrust_access.r"},
		"a user loses one rule and keeps another": {
			changes: []doc{git(), other(`["user:b"]`, `["git1"]`), rule(access(`["user:a","user:b"]`, `["git1"]`, ""), access(`["user:a"]`, `["git1"]`, ""))},
		},
		"a user gains what another rule gives already": {
			changes: []doc{git(), other(`["user:b"]`, `["git1"]`), rule(access(`["user:a"]`, `["git1"]`, ""), access(`["user:a","user:b"]`, `["git1"]`, ""))},
		},
		"an app joins and one leaves": {
			changes: []doc{git(), wiki(), rule(access(`["user:a"]`, `["git1"]`, ""), access(`["user:a"]`, `["wiki1"]`, ""))},
			gained:  "user:a>zerotrust_app.wiki by zerotrust_access.r", lost: "user:a>zerotrust_app.git by zerotrust_access.r",
		},
		"a rule is suspended":            {changes: []doc{git(), rule(access(`["user:a"]`, `["git1"]`, `,"status":"ACTIVE"`), access(`["user:a"]`, `["git1"]`, `,"status":"SUSPENDED"`))}, lost: "user:a>zerotrust_app.git by zerotrust_access.r"},
		"a rule becomes active":          {changes: []doc{git(), rule(access(`["user:a"]`, `["git1"]`, `,"status":"SUSPENDED"`), access(`["user:a"]`, `["git1"]`, `,"status":"ACTIVE"`))}, gained: "user:a>zerotrust_app.git by zerotrust_access.r"},
		"a suspended rule changes":       {changes: []doc{git(), rule(access(`["user:a"]`, `["git1"]`, `,"status":"SUSPENDED"`), access(`["user:b"]`, `["git1"]`, `,"status":"SUSPENDED"`))}},
		"a user is revoked":              {changes: []doc{git(), rule(access(`["user:a"]`, `["git1"]`, ""), access(`["user:a"]`, `["git1"]`, `,"revoked_user_list":["user:a"]`))}, lost: "user:a>zerotrust_app.git by zerotrust_access.r"},
		"a user is no longer revoked":    {changes: []doc{git(), rule(access(`["user:a"]`, `["git1"]`, `,"revoked_user_list":["user:a"]`), access(`["user:a"]`, `["git1"]`, `,"revoked_user_list":[]`))}, gained: "user:a>zerotrust_app.git by zerotrust_access.r"},
		"a rule that has ended goes on":  {changes: []doc{git(), rule(access(`["user:a"]`, `["git1"]`, `,"end_time":1700000000000`), access(`["user:a"]`, `["git1"]`, `,"end_time":0`))}, gained: "user:a>zerotrust_app.git by zerotrust_access.r"},
		"a rule gets an end in the past": {changes: []doc{git(), rule(access(`["user:a"]`, `["git1"]`, ""), access(`["user:a"]`, `["git1"]`, `,"end_time":"2026-02-28T00:00:00Z"`))}, lost: "user:a>zerotrust_app.git by zerotrust_access.r"},
		"a rule gets an end to come":     {changes: []doc{git(), rule(access(`["user:a"]`, `["git1"]`, ""), access(`["user:a"]`, `["git1"]`, `,"end_time":"2026-03-02T00:00:00Z"`))}},
		"a rule is destroyed":            {changes: []doc{git(), rule(access(`["user:a"]`, `["git1"]`, ""), "")}, lost: "user:a>zerotrust_app.git by zerotrust_access.r"},
		"a rule leaves Terraform":        {changes: []doc{git(), rule(access(`["user:a"]`, `["git1"]`, ""), "", "forget")}},
		"a destroyed app stays in the service": {
			changes: []doc{changed(t, "zerotrust_app.git", gitApp, ""), rule(access(`["user:a"]`, `["git1"]`, ""), access(`["user:a"]`, `["git1"]`, ""))},
		},
		"an app is suspended": {
			changes: []doc{changed(t, "zerotrust_app.git", gitApp, strings.Replace(gitApp, "ACTIVE", "SUSPENDED", 1)), rule(access(`["user:a"]`, `["git1"]`, ""), access(`["user:a"]`, `["git1"]`, ""))},
			lost:    "user:a>zerotrust_app.git by zerotrust_access.r",
		},
		"an app gets another port": {
			changes: []doc{changed(t, "zerotrust_app.git", gitApp, strings.Replace(gitApp, "[22]", "[22,443]", 1)), rule(access(`["user:a"]`, `["git1"]`, ""), access(`["user:a"]`, `["git1"]`, ""))},
			moved:   "zerotrust_app.git: tcp, host git.acme.example, TCP ports 22 -> tcp, host git.acme.example, TCP ports 22, 443 for user:a",
		},
		"a member joins": {
			changes: []doc{git(), rule(access("null", `["git1"]`, ""), access("null", `["git1"]`, "")), changed(t, "zerotrust_access_member.m", "", `{"access_id":"r1","user":"user:carol"}`)},
			gained:  "user:carol>zerotrust_app.git by zerotrust_access.r,zerotrust_access_member.m",
		},
		"a rule for the members of others gets another app": {
			changes: []doc{git(), wiki(), rule(access("null", `["git1"]`, ""), access("null", `["git1","wiki1"]`, ""))}, unknown: "zerotrust_access.r",
		},
		"a rule for the members of others ends": {changes: []doc{git(), rule(access("null", `["git1"]`, ""), "")}, unknown: "zerotrust_access.r"},
		"a member of a rule that the plan does not have": {
			changes: []doc{git(), changed(t, "zerotrust_access_member.m", "", `{"access_id":"elsewhere","user":"user:carol"}`)}, unknown: "zerotrust_access_member.m",
		},
		"an app that the plan does not have": {changes: []doc{rule("", access(`["user:carol"]`, `["app:acme.tcp.1.x"]`, ""))}, gained: "user:carol>app:acme.tcp.1.x by zerotrust_access.r"},
		"the order changes":                  {changes: []doc{git(), wiki(), rule(access(`["user:a","user:b"]`, `["git1","wiki1"]`, ""), access(`["user:b","user:a"]`, `["wiki1","git1"]`, ""))}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := report(t, planned(t, c.changes...))
			var moved, unknown []string
			for _, m := range r.Reach.Changed {
				moved = append(moved, m.App.Address+": "+m.Before+" -> "+m.After+" for "+strings.Join(m.Selectors, ","))
			}
			for _, u := range r.Reach.Unknown {
				unknown = append(unknown, u.Address)
			}
			for _, part := range []struct{ what, got, want string }{
				{"gained", pairs(r.Reach.Gained), c.gained}, {"lost", pairs(r.Reach.Lost), c.lost}, {"changed", strings.Join(moved, "; "), c.moved},
				{"unknown", strings.Join(unknown, "; "), c.unknown},
			} {
				if part.got != part.want {
					t.Errorf("%s: %q, want %q", part.what, part.got, part.want)
				}
			}
		})
	}
}

// configured adds what the configuration says of a resource.
func configured(plan doc, address string, arguments map[string][]string, provider string) {
	root := plan["configuration"].(doc)["root_module"].(doc)
	list, _ := root["resources"].([]any)
	expressions := doc{}
	for name, references := range arguments {
		expressions[name] = doc{"references": references}
	}
	root["resources"] = append(list, doc{"address": address, "mode": "managed", "expressions": expressions, "provider_config_key": provider})
}

// TestReach_unknown: what is not known before the apply is resolved by what the configuration refers to, or said.
func TestReach_unknown(t *testing.T) {
	t.Parallel()
	newApp := func(address string) doc {
		return with(changed(t, address, "", `{"name":"New"}`), "after_unknown", doc{"id": true, "status": true})
	}
	rule := func(users, apps string, unknown doc) doc {
		return with(changed(t, "zerotrust_access.r", access(`["user:a"]`, `["git1"]`, ""), access(users, apps, "")), "after_unknown", unknown)
	}
	git := changed(t, "zerotrust_app.git", gitApp, gitApp)
	t.Run("a new app", func(t *testing.T) {
		t.Parallel()
		plan := planned(t, git, newApp("zerotrust_app.new"), rule(`["user:a"]`, `["git1",null]`, doc{"app_list": []bool{false, true}}))
		configured(plan, "zerotrust_access.r", map[string][]string{"app_list": {"zerotrust_app.git.id", "zerotrust_app.git", "zerotrust_app.new.id", "zerotrust_app.new"}}, "")
		if r := report(t, plan); pairs(r.Reach.Gained) != "user:a>zerotrust_app.new by zerotrust_access.r" || len(r.Reach.Unknown)+len(r.Reach.Lost) != 0 {
			t.Errorf("%+v", r.Reach)
		}
	})
	t.Run("one of two new apps", func(t *testing.T) {
		t.Parallel()
		plan := planned(t, git, newApp("zerotrust_app.a"), newApp("zerotrust_app.b"), rule(`["user:a"]`, `["git1",null]`, doc{"app_list": []bool{false, true}}))
		configured(plan, "zerotrust_access.r", map[string][]string{"app_list": {"zerotrust_app.a.id", "zerotrust_app.a", "zerotrust_app.b.id", "zerotrust_app.b"}}, "")
		r := report(t, plan)
		if len(r.Reach.Gained)+len(r.Reach.Lost) != 0 || len(r.Reach.Unknown) != 1 || len(r.Reach.Unknown[0].Among) != 2 {
			t.Errorf("%+v", r.Reach)
		}
	})
	t.Run("a local value", func(t *testing.T) {
		t.Parallel()
		plan := planned(t, git, newApp("zerotrust_app.a"), rule(`["user:a"]`, `[null]`, doc{"app_list": []bool{true}}))
		configured(plan, "zerotrust_access.r", map[string][]string{"app_list": {"local.apps"}}, "")
		r := report(t, plan)
		if len(r.Reach.Gained)+len(r.Reach.Lost) != 0 || len(r.Reach.Unknown) != 2 || !strings.Contains(r.Reach.Unknown[0].Text+r.Reach.Unknown[1].Text, "local.apps") {
			t.Errorf("%+v", r.Reach)
		}
	})
	t.Run("an unknown user", func(t *testing.T) {
		t.Parallel()
		plan := planned(t, git, rule(`null`, `["git1"]`, doc{"user_list": true}))
		configured(plan, "zerotrust_access.r", map[string][]string{"user_list": {"var.users"}}, "")
		r := report(t, plan)
		if len(r.Reach.Gained)+len(r.Reach.Lost) != 0 || len(r.Reach.Unknown) != 2 {
			t.Errorf("%+v", r.Reach)
		}
	})
	t.Run("a status by an expression", func(t *testing.T) {
		t.Parallel()
		plan := planned(t, git, rule(`["user:a","user:b"]`, `["git1"]`, doc{"status": true}))
		configured(plan, "zerotrust_access.r", map[string][]string{"status": {"terraform_data.x.output"}}, "")
		r := report(t, plan)
		if len(r.Reach.Gained)+len(r.Reach.Lost) != 0 || len(r.Reach.Unknown) == 0 {
			t.Errorf("%+v", r.Reach)
		}
	})
	t.Run("a status that the service decides", func(t *testing.T) {
		t.Parallel()
		plan := planned(t, git, rule(`["user:a","user:b"]`, `["git1"]`, doc{"status": true, "end_time": true, "revoked_user_list": true}))
		if r := report(t, plan); pairs(r.Reach.Gained) != "user:b>zerotrust_app.git by zerotrust_access.r" || len(r.Reach.Unknown) != 0 {
			t.Errorf("%+v", r.Reach)
		}
	})
}

// TestReach_twoTenants: equal ids of two tenants are two apps.
func TestReach_twoTenants(t *testing.T) {
	t.Parallel()
	plan := planned(t, changed(t, "zerotrust_app.one", gitApp, gitApp), changed(t, "zerotrust_app.two", gitApp, gitApp), changed(t, "zerotrust_access.r", "", access(`["user:a"]`, `["git1"]`, "")))
	configured(plan, "zerotrust_app.one", nil, "zerotrust")
	configured(plan, "zerotrust_app.two", nil, "zerotrust.other")
	configured(plan, "zerotrust_access.r", nil, "zerotrust.other")
	if r := report(t, plan); pairs(r.Reach.Gained) != "user:a>zerotrust_app.two by zerotrust_access.r" {
		t.Errorf("%+v", r.Reach)
	}
}

// TestReach_ofTheRest: what a plan of some objects leaves out is in its state, and counts.
func TestReach_ofTheRest(t *testing.T) {
	t.Parallel()
	plan := planned(t, changed(t, "zerotrust_app.git", gitApp, gitApp), changed(t, "zerotrust_access.r", access(`["user:a"]`, `["git1"]`, ""), ""))
	rest := doc{"address": "module.m.zerotrust_access.rest", "mode": "managed", "type": "zerotrust_access", "provider_name": ownProvider, "values": doc{"id": "r9", "user_list": []string{"user:a"}, "app_list": []string{"git1"}}}
	plan["prior_state"] = doc{"values": doc{"root_module": doc{"child_modules": []doc{{"address": "module.m", "resources": []doc{rest}}}}}}
	if r := report(t, plan); len(r.Reach.Lost) != 0 {
		t.Errorf("%+v", r.Reach.Lost)
	}
}

func TestDrift(t *testing.T) {
	t.Parallel()
	was, is := access(`["user:a"]`, `["git1"]`, `,"allow_guest_access":false`), access(`["user:a","user:mallory"]`, `["git1"]`, `,"allow_guest_access":true`)
	for name, c := range map[string]struct {
		after   string
		actions string
		effect  string
		lost    string
		stays   bool
	}{
		"put back":  {was, "update", "puts_back", "user:mallory>zerotrust_app.git by zerotrust_access.r", false},
		"left so":   {is, "no-op", "keeps", "", true},
		"half back": {access(`["user:a"]`, `["git1"]`, `,"allow_guest_access":true`), "update", "changes", "user:mallory>zerotrust_app.git by zerotrust_access.r", true},
		"destroyed": {"", "delete", "deletes", "user:a>zerotrust_app.git by zerotrust_access.r; user:mallory>zerotrust_app.git by zerotrust_access.r", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plan := planned(t, changed(t, "zerotrust_app.git", gitApp, gitApp), changed(t, "zerotrust_access.r", is, c.after, c.actions))
			plan["resource_drift"] = []doc{changed(t, "zerotrust_access.r", was, is)}
			r := report(t, plan)
			if got := pairs(r.Drift.Reach.Gained); got != "user:mallory>zerotrust_app.git by zerotrust_access.r" {
				t.Errorf("gained by drift: %q", got)
			}
			if got := pairs(r.Reach.Lost); got != c.lost {
				t.Errorf("lost: %q, want %q", got, c.lost)
			}
			if len(r.Drift.Objects) != 1 || r.Drift.Objects[0].Effect != c.effect || r.Drift.Objects[0].Address != "zerotrust_access.r" {
				t.Errorf("objects %+v, want effect %s", r.Drift.Objects, c.effect)
			}
			if ids(r.Drift.Risks) != "guest_access" || *r.Drift.Risks[0].Stays != c.stays {
				t.Errorf("risks %+v", r.Drift.Risks)
			}
			text := encoded(t, plan)
			if _, _, code := run(t, text, "-drift-only"); code != 2 {
				t.Errorf("-drift-only ended with %d", code)
			}
			want := 0
			if c.stays {
				want = 3
			}
			if _, _, code := run(t, text, "-fail-on", "high"); code != want {
				t.Errorf("-fail-on high ended with %d, want %d", code, want)
			}
			if _, _, code := run(t, text, "-drift-only", "-fail-on", "high"); code != 3 {
				t.Errorf("-drift-only -fail-on high ended with %d", code)
			}
		})
	}
	t.Run("gone", func(t *testing.T) {
		t.Parallel()
		plan := planned(t, changed(t, "zerotrust_app.git", gitApp, gitApp), changed(t, "zerotrust_access.r", "", was))
		plan["resource_drift"] = []doc{changed(t, "zerotrust_access.r", was, "")}
		r := report(t, plan)
		if pairs(r.Drift.Reach.Lost) == "" || pairs(r.Reach.Gained) == "" || r.Drift.Objects[0].Effect != "creates_again" || r.Drift.Objects[0].What != "gone" {
			t.Errorf("%+v\n%+v", r.Drift, r.Reach)
		}
	})
	t.Run("none", func(t *testing.T) {
		t.Parallel()
		if out, _, code := run(t, encoded(t, planned(t)), "-drift-only"); code != 0 || !strings.Contains(out, "Nothing was changed") {
			t.Errorf("code %d: %s", code, out)
		}
	})
}

// TestJSON_shape: the lists are there when they are empty.
func TestJSON_shape(t *testing.T) {
	t.Parallel()
	out, _, _ := run(t, encoded(t, planned(t)), "-format=json")
	var got doc
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	empty := []any{}
	nobody := doc{"gained": empty, "lost": empty, "changed": empty, "unknown": empty}
	want := doc{
		"format_version": "1.0", "plan": doc{"errored": false, "partial": false}, "reach": nobody, "risks": empty, "changes": empty, "orders": empty, "left_behind": empty,
		"replaced": empty, "secrets": empty, "undocumented": empty, "deferred": empty, "actions": empty,
		"drift": doc{"reach": nobody, "risks": empty, "objects": empty}, "unused_acceptances": empty,
	}
	if encoded(t, got) != encoded(t, want) {
		t.Errorf("got  %s\nwant %s", encoded(t, got), encoded(t, want))
	}
	if !strings.HasPrefix(strings.Join(strings.Fields(out), ""), `{"format_version":"1.0",`) {
		t.Errorf("it begins with %.60s", out)
	}
}
