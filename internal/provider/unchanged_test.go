package provider_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// besideFramework names the nouns that estates have by the thousand: their plans and refreshes take the shortcut. Of the
// others, plans look further than the configuration and the state.
func besideFramework(typeName string) (plans, reads bool) {
	switch strings.TrimPrefix(typeName, "zerotrust_") {
	case "access", "access_member", "alert_config", "app", "app_control_policy", "ca_certificate", "card", "dashboard", "policy", "posture_attribute", "posture_profile", "user":
		return true, true
	case "workflow": // the answers that the service chose differ from the defaults that the schema has within them
		return false, true
	case "blob", "connector", "device_app_connection_log", "group_settings":
		return true, false
	}
	return false, false
}

// TestUnchanged_shortcut: a plan that changes nothing, and a refresh that finds nothing new, by id or in a list, do not reach
// the framework.
func TestUnchanged_shortcut(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	for _, n := range allNouns() {
		n.Prepare(s)
		t.Run(n.TypeName, func(t *testing.T) {
			t.Parallel()
			ctx := t.Context()
			var framework provider.Counted
			p := acctest.NewProtocolFor(t, provider.NewCountedServer(&framework))
			l := s.LifecycleOf(p, n.TypeName, `"read_batching": true`)
			config := n.With()
			acctest.Quiet(t, l.Apply(ctx, config))
			plans, reads := besideFramework(n.TypeName)

			before := framework.Plans.Load()
			acctest.Quiet(t, l.Plan(ctx, config).Diagnostics)
			if asked := framework.Plans.Load() > before; asked == plans {
				t.Errorf("the framework was asked for the plan: %t", asked)
			}
			if !reads {
				return
			}
			before = framework.Reads.Load()
			acctest.Quiet(t, l.Refresh(ctx)) // asks for the object
			if asked := framework.Reads.Load() > before; asked != (n.TypeName == "zerotrust_access_member") {
				t.Errorf("the framework was asked for the refresh by id: %t", asked)
			}
			provenList(t, s, p, n)
			acctest.Quiet(t, l.Refresh(ctx)) // asks for the list
			state, private := l.State, l.Private
			before = framework.Reads.Load()
			l.Identity = nil // as from a CLI before 1.12
			acctest.Quiet(t, l.Refresh(ctx))
			if framework.Reads.Load() > before {
				t.Error("the framework was asked for the refresh")
			}
			if !bytes.Equal(state.MsgPack, l.State.MsgPack) || !bytes.Equal(private, l.Private) || len(l.IdentityAttributes(ctx)) == 0 {
				t.Error("the refresh changed something")
			}
			acctest.Quiet(t, l.Plan(ctx, config).Diagnostics)
			l.NothingToDo(t, config)
		})
	}
}

// provenList reads as many objects of a kind by id as it takes to trust their list.
func provenList(t *testing.T, s *acctest.Services, p *acctest.Protocol, n noun) {
	t.Helper()
	for range 3 {
		typeName := "zerotrust_" + n.Kind
		other := &acctest.Lifecycle{Protocol: p, TypeName: typeName, State: p.Resource(typeName, "")}
		acctest.Quiet(t, other.Import(t.Context(), s.Put(n.Kind, mockapi.Object{"name": "other"}), ""))
	}
}

// TestUnchanged_asTheFramework: whatever is asked about, the answer is that of the framework. The server of the tests
// compares both wherever the shortcut answers.
func TestUnchanged_asTheFramework(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	for _, n := range allNouns() {
		n.Prepare(s)
		t.Run(n.TypeName, func(t *testing.T) {
			t.Parallel()
			ctx := t.Context()
			l := s.Lifecycle(t, n.TypeName, `"read_batching": true`)
			config := n.With()
			acctest.Quiet(t, l.Apply(ctx, config))
			private, identity := l.Private, l.Identity
			for _, c := range []struct {
				private  []byte
				identity *tfprotov6.ResourceIdentityData
			}{{private, identity}, {private, nil}, {nil, identity}, {[]byte("{}"), identity}, {withPrivate(t, private, "configured", `1`), identity}} {
				l.Private, l.Identity = c.private, c.identity
				for _, wanted := range []string{config, n.ChangedWith(), n.With(`"timeouts":{"read":"1m"}`), n.With(`"timeouts":{"read":"` + acctest.Unknown + `"}`), ""} {
					agree(t, l.Plan(ctx, wanted).Diagnostics)
				}
			}
			l.Private = []byte(`"broken"`)
			if d := l.Plan(ctx, config).Diagnostics; !acctest.ErrorAmong(d) {
				t.Error("private state that cannot be read was accepted")
			}
		})
	}
}

func agree(t *testing.T, diagnostics []*tfprotov6.Diagnostic) {
	t.Helper()
	for _, d := range diagnostics {
		if d.Summary == "Shortcut Differs" {
			t.Error(d.Detail)
		}
	}
}

// withPrivate returns private state in which one value is another one.
func withPrivate(t *testing.T, private []byte, key, value string) []byte {
	t.Helper()
	values := map[string][]byte{}
	if len(private) > 0 {
		if err := json.Unmarshal(private, &values); err != nil {
			t.Fatal(err)
		}
	}
	values[key] = []byte(value)
	encoded, err := json.Marshal(values)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

// TestUnchanged_removed: an argument that leaves the configuration changes something, although the CLI proposes what is in
// state, since the argument may also be computed.
func TestUnchanged_removed(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	for typeName, c := range map[string]struct{ config, removed string }{
		"zerotrust_app":               {`{"name":"n"`, `"description":"d"`},
		"zerotrust_access":            {`{"description":"d"`, `"user_list":["group:a"]`},
		"zerotrust_policy":            {`{"name":"n"`, `"app_filter":{"include_any":[{"all":["os:macos"]}]}`},
		"zerotrust_workflow":          {`{"name":"n"`, `"answers":[{"answer":"Yes"}]`},
		"zerotrust_posture_attribute": {`{"name":"n"`, `"description":"d"`},
		"zerotrust_posture_profile":   {`{"name":"n"`, `"description":"d"`},
	} {
		t.Run(typeName, func(t *testing.T) {
			t.Parallel()
			l := s.Lifecycle(t, typeName, "")
			acctest.Quiet(t, l.Apply(t.Context(), c.config+","+c.removed+"}"))
			l.NothingToDo(t, c.config+","+c.removed+"}")
			plan := l.Plan(t.Context(), c.config+"}")
			if acctest.ErrorAmong(plan.Diagnostics) {
				t.Fatal(acctest.DiagnosticLines(plan.Diagnostics))
			}
			if bytes.Equal(plan.PlannedState.MsgPack, l.State.MsgPack) {
				t.Error("nothing is planned")
			}
		})
	}
}

// TestUnchanged_imported: what an import found is planned by the framework's rules, whether or not it is configured.
func TestUnchanged_imported(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	for _, n := range allNouns() {
		n.Prepare(s)
		if n.Event() {
			continue
		}
		t.Run(n.TypeName, func(t *testing.T) {
			t.Parallel()
			ctx := t.Context()
			created := s.Lifecycle(t, n.TypeName, "")
			acctest.Quiet(t, created.Apply(ctx, n.With()))
			l := s.Lifecycle(t, n.TypeName, "")
			acctest.Quiet(t, l.Import(ctx, acctest.TextOf(t, created.Attributes()["id"]), ""))
			for _, config := range slices.Sorted(maps.Keys(map[string]bool{n.With(): true, n.ChangedWith(): true})) {
				agree(t, l.Plan(ctx, config).Diagnostics)
			}
		})
	}
}

// TestUnchanged_notConfigured: without a service that is known, the framework says what is missing, or defers.
func TestUnchanged_notConfigured(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config   string
		deferred bool
		says     string
	}{
		"missing":              {`{}`, false, "Service Not Configured"},
		"unknown":              {`{"edge":{"endpoint":"` + acctest.Unknown + `","account":"a","api_token":"t"}}`, false, ""},
		"unknown, may be late": {`{"edge":{"endpoint":"` + acctest.Unknown + `","account":"a","api_token":"t"}}`, true, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx := t.Context()
			var framework provider.Counted
			p := acctest.NewProtocolFor(t, provider.NewCountedServer(&framework))
			acctest.Quiet(t, p.Configure(ctx, c.config, c.deferred))
			state := p.Resource("zerotrust_app", `{"id":"a","name":"n","status":"ACTIVE"}`)
			plan, err := p.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{
				TypeName: "zerotrust_app", PriorState: state, ProposedNewState: state, Config: p.Resource("zerotrust_app", `{"name":"n"}`),
				ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{DeferralAllowed: c.deferred},
			})
			if err != nil {
				t.Fatal(err)
			}
			if framework.Plans.Load() != 1 || (plan.Deferred != nil) != c.deferred || !strings.Contains(acctest.DiagnosticLines(plan.Diagnostics), c.says) {
				t.Errorf("asked %d times, deferred: %+v, %s", framework.Plans.Load(), plan.Deferred, acctest.DiagnosticLines(plan.Diagnostics))
			}
			read, err := p.ReadResource(ctx, &tfprotov6.ReadResourceRequest{TypeName: "zerotrust_app", CurrentState: state})
			if err != nil || read == nil || framework.Reads.Load() != 1 {
				t.Errorf("%v, asked %d times for the refresh", err, framework.Reads.Load())
			}
		})
	}
}
