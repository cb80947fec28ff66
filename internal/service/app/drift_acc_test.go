package app_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const typeName = "zerotrust_app"

// allowJSON is the provider setting for undocumented operations, for a Lifecycle of these services.
func allowJSON(s *acctest.Services) string {
	endpoint, _ := json.Marshal(s.Endpoints(s.URL).Edge)
	return `"edge": {"endpoint": ` + string(endpoint) + `, "account": "acme", "api_token": "edge-api-token", "allow_undocumented_operations": true}`
}

// change changes the only app behind Terraform's back.
func change(t *testing.T, s *acctest.Services, fields mockapi.Object) {
	t.Helper()
	id, _ := s.Only(t, mockapi.KindApp)["uuid"].(string)
	if err := s.Change(mockapi.KindApp, id, fields); err != nil {
		t.Fatal(err)
	}
}

func TestAccApp_changedBehindTerraform(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{Undocumented: true})
	other, nothing := mockapi.Object{"name": "other"}, mockapi.Object{}
	for _, a := range arguments() {
		other[a.name], nothing[a.name] = acctest.DecodeJSON(t, a.before), nil
	}
	other["status"] = 1
	repaired := acctest.Check(func() { acctest.SameStored(t, s.Only(t, mockapi.KindApp), fullStored(t, "app")) })
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{
				Config:           s.Provider(allow) + full("test", "app"),
				ConfigPlanChecks: acctest.Empty(),
			},
			{
				PreConfig:        func() { change(t, s, other) },
				Config:           s.Provider(allow) + full("test", "app"),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				Check:            repaired,
			},
			{
				PreConfig:        func() { change(t, s, nothing) },
				Config:           s.Provider(allow) + full("test", "app"),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate)),
				Check:            repaired,
			},
			{
				PreConfig:        func() { change(t, s, mockapi.Object{"host": "other"}) },
				Config:           s.Provider() + full("test", "app"),
				ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionReplace)),
				Check:            acctest.Check(func() { acctest.SameStored(t, last(t, s), fullStored(t, "app")) }),
			},
		},
		CheckDestroy: remain(s, 2),
	})
}

func TestAccApp_deletedBehindTerraform(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	remove := func() {
		id, _ := s.Only(t, mockapi.KindApp)["uuid"].(string)
		if err := s.Remove(mockapi.KindApp, id); err != nil {
			t.Fatal(err)
		}
	}
	created := acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate))
	config := s.Provider() + app("test", `name = "app"`)
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config, ConfigPlanChecks: created},
			{PreConfig: remove, Config: config, ConfigPlanChecks: created},
			{
				// An object may stay readable with the status DELETED.
				PreConfig:        func() { change(t, s, mockapi.Object{"status": 4}) },
				Config:           config,
				ConfigPlanChecks: created,
				PostApplyFunc: func() { // before the destroy
					for _, o := range s.Objects(mockapi.KindApp) {
						id, _ := o["uuid"].(string)
						if err := s.Remove(mockapi.KindApp, id); err != nil {
							t.Error(err)
						}
					}
				},
			},
		},
		CheckDestroy: remain(s, 0),
	})
}

func TestApp_deletedBehindTerraformWarns(t *testing.T) {
	t.Parallel()
	for name, remove := range map[string]func(*acctest.Services, string) error{
		"gone": func(s *acctest.Services, id string) error { return s.Remove(mockapi.KindApp, id) },
		"DELETED": func(s *acctest.Services, id string) error {
			return s.Change(mockapi.KindApp, id, mockapi.Object{"status": 4})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, typeName, "")
			acctest.Quiet(t, l.Apply(t.Context(), `{"name": "app"}`))
			id, _ := s.Only(t, mockapi.KindApp)["uuid"].(string)
			if err := remove(s, id); err != nil {
				t.Fatal(err)
			}
			acctest.Says(t, l.Refresh(t.Context()), "warning: App Not Found: "+id+": App "+id+" is no longer in the service")
			if l.Exists(t) {
				t.Error("the app is still in state")
			}
		})
	}
}

// Destroying an app that somebody has deleted meanwhile, without a refresh before, is no error.
func TestApp_deletedBeforeDestroy(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{Undocumented: true})
	l := s.Lifecycle(t, typeName, allowJSON(s))
	acctest.Quiet(t, l.Apply(t.Context(), `{"name": "app"}`))
	id, _ := s.Only(t, mockapi.KindApp)["uuid"].(string)
	if err := s.Remove(mockapi.KindApp, id); err != nil {
		t.Fatal(err)
	}
	acctest.Quiet(t, l.Apply(t.Context(), ""))
	if s.Count("deleteApp") != 1 {
		t.Error("the deletion was not tried, so this test shows nothing")
	}
}

func TestApp_orderIsNoDifference(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	config := `{"name": "app", "protocols": [1, 2, 3, 4, 5], "tcp_ports": [5, 4, 3, 2, 1], "udp_ports": [3, 1, 2],
		"tcp_port_ranges": [{"start": 5, "end": 6}, {"start": 1, "end": 2}, {"start": 3, "end": 4}],
		"udp_port_ranges": [{"start": 1, "end": 2}, {"start": 3, "end": 4}, {"start": 5, "end": 6}],
		"refs": ["c", "b", "a"], "tags": ["a", "b", "c", "d", "e"],
		"ref_matches": [{"ref": "b", "tags": ["y", "x", "z"]}, {"ref": "a"}, {"ref": "c", "tags": ["z", "y", "x"]}]}`
	acctest.Quiet(t, l.Apply(t.Context(), config))
	orders := map[string]bool{}
	for range 10 {
		acctest.Quiet(t, l.Refresh(t.Context()))
		l.NothingToDo(t, config)
		orders[rawTags(t, s)] = true
	}
	if len(orders) < 3 {
		t.Errorf("the service answered in %d orders, so this test shows nothing", len(orders))
	}
}

// rawTags reads the tags of the only app as the service answers them.
func rawTags(t *testing.T, s *acctest.Services) string {
	t.Helper()
	id, _ := s.Only(t, mockapi.KindApp)["uuid"].(string)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.Endpoints(s.URL).Edge+"/api/v1/apps/"+url.PathEscape(id), nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+s.IssueSession())
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	var answer struct {
		Tags json.RawMessage `json:"tags"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	return string(answer.Tags)
}

// What the service chooses where nothing is configured is no difference, now or when it changes.
func TestApp_serverChoices(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	config := `{"name": "app", "refs": ["r"]}`
	acctest.Quiet(t, l.Apply(t.Context(), config))
	choices := func(status string) {
		t.Helper()
		state := l.Attributes()
		for _, name := range []string{"host_match_type", "verify_server_cert", "ref_matches"} {
			if !state[name].IsNull() {
				t.Errorf("%s = %s in state, want null", name, state[name])
			}
		}
		if want := tftypes.NewValue(tftypes.String, status); !state["status"].Equal(want) {
			t.Errorf("status = %s in state, want %s", state["status"], want)
		}
	}
	choices("ACTIVE")
	change(t, s, mockapi.Object{"status": 1, "host_match_type": 1, "verify_server_cert": 2, "ref_matches": []any{map[string]any{"ref": "x"}}})
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, config)
	choices("INIT")
	s.Wrote(t, map[string]int{"createApp": 1})
}

// An argument that was configured is given back to the service when it is removed, and left alone from then on.
func TestApp_serverChoicesGivenBack(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{Undocumented: true})
	l := s.Lifecycle(t, typeName, allowJSON(s))
	ctx, minimal := t.Context(), `{"name": "app"}`
	acctest.Quiet(t, l.Apply(ctx, `{"name": "app", "status": "SUSPENDED", "host_match_type": 1, "verify_server_cert": 2, "ref_matches": [{"ref": "x"}]}`))
	acctest.Quiet(t, l.Apply(ctx, minimal))
	acctest.SameStored(t, s.Only(t, mockapi.KindApp), map[string]any{"name": "app", "status": 2})
	change(t, s, mockapi.Object{"status": 1, "host_match_type": 1, "ref_matches": []any{map[string]any{"ref": "x"}}})
	acctest.Quiet(t, l.Refresh(ctx))
	l.NothingToDo(t, minimal)
	s.Wrote(t, map[string]int{"createApp": 1, "updateApp": 1})
}

// The service computes ref_matches from refs: an empty set could never be kept, and asking for it again and again would
// replace the app with every apply.
func TestApp_emptyRefMatchesConverge(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	config := `{"name": "app", "refs": ["r"], "ref_matches": []}`
	acctest.Quiet(t, l.Apply(t.Context(), config))
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, config)
}

// An import finds what the service computed. It is not configured, so it must not be held against what the service
// computes when other arguments change.
func TestApp_importedRefMatchesFollowRefs(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{Undocumented: true})
	id := s.Put(mockapi.KindApp, mockapi.Object{"name": "app", "refs": []string{"first"}})
	l := s.Lifecycle(t, typeName, allowJSON(s))
	ctx := t.Context()
	acctest.Quiet(t, l.Import(ctx, id, ""))
	l.NothingToDo(t, `{"name": "app", "refs": ["first"]}`)
	acctest.Quiet(t, l.Apply(ctx, `{"name": "app", "refs": ["second"]}`))
	if bodies := s.Bodies("updateApp"); len(bodies) != 1 || bodies[0] != `{"uuid":"`+id+`","app":{"refs":["second"]}}` {
		t.Errorf("updated by %v", bodies)
	}
	acctest.Quiet(t, l.Refresh(ctx))
	l.NothingToDo(t, `{"name": "app", "refs": ["second"]}`)
}
