package access_test

import (
	"encoding/json"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestAccess_endTimeInATimeZone: the service keeps a moment, and state the spelling of the configuration.
func TestAccess_endTimeInATimeZone(t *testing.T) {
	t.Parallel()
	const config = `{"end_time":"2100-01-01T01:00:00+01:00"}`
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, "zerotrust_access", "")
	acctest.Quiet(t, l.Apply(t.Context(), config))
	rule := s.Only(t, mockapi.KindAccess)
	if got, want := rule["end_time"], int64(4102444800000); got != want {
		t.Errorf("the service keeps %v, want %d", got, want)
	}
	l.NothingToDo(t, config)
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, config)
	if got := acctest.TextOf(t, l.Attributes()["end_time"]); got != "2100-01-01T01:00:00+01:00" {
		t.Errorf("state has %q", got)
	}
	id, _ := rule["uuid"].(string)
	if err := s.Change(mockapi.KindAccess, id, mockapi.Object{"end_time": int64(4102444800001)}); err != nil {
		t.Fatal(err)
	}
	acctest.Quiet(t, l.Refresh(t.Context()))
	if got := acctest.TextOf(t, l.Attributes()["end_time"]); got != "2100-01-01T00:00:00.001Z" {
		t.Errorf("after a change state has %q", got)
	}
}

// TestAccesses_named: the apps, groups and users that rules name come with the rules, by name, as their own data sources show
// them; what is deleted does not, and no other request is made.
func TestAccesses_named(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	for kind, objects := range map[string][]mockapi.Object{
		mockapi.KindApp:   {{"uuid": "a1", "name": "Wiki", "tags": []any{"t"}}, {"uuid": "a2", "name": "Billing"}, {"uuid": "a3", "name": "Nobody's"}},
		mockapi.KindGroup: {{"uuid": "g1", "name": "Engineering", "user_count": 3}},
		mockapi.KindUser:  {{"uuid": "u1", "display_name": "Alice", "location": "Bern"}, {"uuid": "u2", "display_name": "Gone", "status": 4}},
		mockapi.KindAccess: {
			{"uuid": "r1", "app_list": []any{"a1", "a2"}, "user_list": []any{"group:g1"}}, {"uuid": "r2", "user_list": []any{"user:u1", "user:u2", "group:unknown"}},
		},
	} {
		for _, o := range objects {
			s.Put(kind, o)
		}
	}
	p := s.Protocol(t, "")
	for filter, want := range map[string]map[string]string{
		`{}`:                       {"accesses": "r1 r2", "apps": "a2 a1", "groups": "g1", "users": "u1"},
		`{"user_id":"u1"}`:         {"accesses": "r2", "apps": "", "groups": "", "users": "u1"},
		`{"app_id":"no such app"}`: {"accesses": "", "apps": "", "groups": "", "users": ""},
	} {
		s.ResetJournal()
		shown, said := p.ReadData(t.Context(), "zerotrust_accesses", filter)
		acctest.Quiet(t, said)
		for name, ids := range want {
			var got []string
			for _, row := range acctest.Elements(t, shown[name]) {
				var members map[string]tftypes.Value
				if err := row.As(&members); err != nil {
					t.Fatal(err)
				}
				got = append(got, acctest.TextOf(t, members["id"]))
			}
			if strings.Join(got, " ") != ids {
				t.Errorf("%s: %s are %q, want %q", filter, name, got, ids)
			}
		}
		if asked := s.Count("queryAccesses"); asked != 1 || s.Count("queryApps")+s.Count("queryGroups")+s.Count("queryUsers") > 0 {
			t.Errorf("%s asks %v", filter, s.Operations())
		}
	}
	for plural, list := range map[string]string{"zerotrust_apps": "apps", "zerotrust_groups": "groups"} {
		own, said := p.ReadData(t.Context(), plural, map[string]string{"apps": `{"tag":"t"}`, "groups": `{}`}[list])
		acctest.Quiet(t, said)
		named, _ := p.ReadData(t.Context(), "zerotrust_accesses", `{}`)
		of := acctest.Elements(t, named[list])
		if mine := acctest.Elements(t, own[list])[0]; !of[len(of)-1].Equal(mine) {
			t.Errorf("%s shows %s, zerotrust_accesses %s", plural, mine, of[len(of)-1])
		}
	}
}

// TestAccess_notGone: a wrong route and a list that takes empty filters for "nothing" look as if a rule were gone. The list of
// the rules of its own app and user, which is the documented one, has it, so that it stays in state.
func TestAccess_notGone(t *testing.T) {
	t.Parallel()
	const config = `{"app_list":["a1"],"user_list":["u1"]}`
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, "zerotrust_access", "")
	acctest.Quiet(t, l.Apply(t.Context(), config))
	id := acctest.TextOf(t, l.Attributes()["id"])
	for _, gone := range []bool{false, true} {
		s.Inject(mockapi.Fault{Operation: "getAccess", Status: 404})
		s.Inject(mockapi.Fault{Operation: "queryAccesses", ContentType: "application/json", Echo: func(request mockapi.Entry) string {
			if gone || request.Query.Get("appid") != "a1" || request.Query.Get("userid") != "u1" {
				return `{}`
			}
			return `{"accesses":[{"uuid":"` + id + `"}]}`
		}})
		said := l.Refresh(t.Context())
		if text := acctest.DiagnosticLines(said); l.Exists(t) == gone || !gone && !strings.Contains(text, "The list of such objects holds the object") {
			t.Errorf("gone %v: state has it: %v; said: %s", gone, l.Exists(t), text)
		}
		s.ClearFaults()
	}
}

// TestAccess_manyUsers: each step of a rule's life takes allocations for each user, and not for each pair of users.
func TestAccess_manyUsers(t *testing.T) { //nolint:paralleltest // it counts what the process allocates
	const users, read, written = 1600, 250, 1000
	s := acctest.Start(t, mockapi.Options{})
	l := s.LifecycleOf(acctest.ReleasedProtocol(t), "zerotrust_access", "")
	config := func(first string) string {
		list := []string{first}
		for i := 1; i < users; i++ {
			list = append(list, fmt.Sprintf("user:u%d", i))
		}
		encoded, err := json.Marshal(map[string]any{"app_uuid": "a", "user_list": list})
		if err != nil {
			t.Fatal(err)
		}
		return string(encoded)
	}
	step := func(what string, perUser uint64, run func()) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		run()
		runtime.ReadMemStats(&after)
		allocated := after.Mallocs - before.Mallocs
		t.Logf("%s: %d allocations", what, allocated)
		if allocated > perUser*users {
			t.Errorf("%s takes %d allocations for %d users", what, allocated, users)
		}
	}
	created, updated := config("user:alice"), config("user:bob")
	step("the create", written, func() { acctest.Quiet(t, l.Apply(t.Context(), created)) })
	step("a refresh", read, func() { acctest.Quiet(t, l.Refresh(t.Context())) })
	step("a plan that changes nothing", read, func() { acctest.Quiet(t, l.Plan(t.Context(), created).Diagnostics) })
	step("the update", written, func() { acctest.Quiet(t, l.Apply(t.Context(), updated)) })
	id := acctest.TextOf(t, l.Attributes()["id"])
	list, _ := s.Only(t, mockapi.KindAccess)["user_list"].([]any)
	if err := s.Change(mockapi.KindAccess, id, mockapi.Object{"user_list": append(list[1:], "user:mallory")}); err != nil {
		t.Fatal(err)
	}
	step("a refresh that finds a change", read, func() { acctest.Quiet(t, l.Refresh(t.Context())) })
	step("an import", read, func() { acctest.Quiet(t, l.Import(t.Context(), id, "")) })
}
