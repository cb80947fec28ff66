package provider_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"golang.org/x/sync/errgroup"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// busy is a latency at which reads wait long enough for a list on a machine that has other things to do.
const busy = 300 * time.Millisecond

// state is the ids of the objects of one noun in a state.
type state struct {
	typeName, kind, idFormat string
	objects                  int
}

// allStates returns the nouns that live in lists, with a number of objects each.
func allStates(objects int) []state {
	return []state{
		{"zerotrust_access", mockapi.KindAccess, "o%d", objects},
		{"zerotrust_app", mockapi.KindApp, "o%d", objects},
		{"zerotrust_policy", mockapi.KindPolicy, "o%d", objects},
		{"zerotrust_workflow", mockapi.KindWorkflow, "o%d", objects},
		{"zerotrust_posture_attribute", mockapi.KindPostureAttribute, "o%d", objects},
		{"zerotrust_posture_profile", mockapi.KindPostureProfile, "o%d", objects},
		{"zerotrust_notification_channel", mockapi.KindNotificationChannel, "o%d", objects},
		{"zerotrust_token", mockapi.KindToken, "o%d", objects},
		{"zerotrust_app_integrity_config", mockapi.KindAppIntegrityConfig, "staging/o%d", objects},
		{"zerotrust_app_control_policy", mockapi.KindAppControlPolicy, "o%d", objects},
		{"zerotrust_ca_certificate", mockapi.KindCACertificate, "o%d", objects},
		{"zerotrust_connector", mockapi.KindConnector, "o%d", objects},
	}
}

func fill(mock *mockapi.Mock, nouns []state) {
	for _, n := range nouns {
		for i := range n.objects {
			o := mockapi.Object{"uuid": "o" + strconv.Itoa(i), "name": "n" + strconv.Itoa(i), "description": "text"}
			switch n.kind {
			case mockapi.KindAccess:
				delete(o, "name")
				o["app_list"], o["user_list"] = []any{"app:x"}, []any{"user:a", "user:b"}
			case mockapi.KindAppIntegrityConfig:
				o = mockapi.Object{"config_id": "o" + strconv.Itoa(i), "version": "staging", "platform": "ios", "name": "n" + strconv.Itoa(i)}
			}
			mock.Put(n.kind, o)
		}
	}
}

// refresh reads every object of a state as a CLI does at the beginning of a plan: ten at a time, mixed.
func refresh(t testing.TB, p *acctest.Protocol, nouns []state) {
	t.Helper()
	type object struct{ typeName, id string }
	next := make(chan object)
	var walkers sync.WaitGroup
	for range 10 {
		walkers.Go(func() {
			for o := range next {
				resp, err := p.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
					TypeName: o.typeName, CurrentState: p.Resource(o.typeName, stateJSON(o.id)), Private: []byte(`{"imported":"dHJ1ZQ=="}`), // true
				})
				if err != nil || len(resp.Diagnostics) > 0 || resp.NewState == nil {
					t.Errorf("reading %s %s: %v, %+v", o.typeName, o.id, err, resp)
				}
			}
		})
	}
	for i := range nouns[0].objects {
		for _, n := range nouns {
			next <- object{n.typeName, fmt.Sprintf(n.idFormat, i)}
		}
	}
	close(next)
	walkers.Wait()
}

// stateJSON is the state of an object that has just been imported.
func stateJSON(id string) string {
	version, config, found := strings.Cut(id, "/")
	if !found {
		return fmt.Sprintf(`{"id": %q}`, id)
	}
	return fmt.Sprintf(`{"id": %q, "version": %q, "config_id": %q}`, id, version, config)
}

func start(t testing.TB, nouns []state, options mockapi.Options) *acctest.Services {
	t.Helper()
	s := acctest.Start(t, options)
	fill(s.Mock, nouns)
	return s
}

// TestBatching_requests counts what one plan asks for.
func TestBatching_requests(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		nouns    []state
		batching bool
		most     int
	}{
		"a thousand apps":              {allStates(1000)[1:2], true, 10},
		"three apps":                   {allStates(3)[1:2], true, 1 + 3},
		"fifty apps, without batching": {allStates(50)[1:2], false, 1 + 50},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, c.nouns, mockapi.Options{Latency: busy})
			p := s.Protocol(t, fmt.Sprintf(`"read_batching": %t`, c.batching))
			refresh(t, p, c.nouns)
			counts := map[string]int{}
			for _, e := range s.Journal() {
				counts[e.Operation]++
			}
			total := len(s.Journal())
			t.Logf("%d requests: %v", total, counts)
			if total > c.most || !c.batching && total != c.most {
				t.Errorf("%d requests, want at most %d: %v", total, c.most, counts)
			}
		})
	}
}

// TestBatching_noOpPlan: a plan of a thousand objects that do not change asks at most five requests for each noun that has a
// list. It is about all nouns, whoever adds one.
func TestBatching_noOpPlan(t *testing.T) {
	t.Parallel()
	const objects, most, workers = 1000, 5, 10
	var listed []noun
	for _, n := range allNouns() {
		if n.List != "" {
			listed = append(listed, n)
		}
	}
	type object struct {
		*acctest.Lifecycle
		config string
	}
	var all []object
	quick := acctest.Start(t, mockapi.Options{})
	maker := quick.Protocol(t, "")
	for _, n := range listed {
		n.Prepare(quick)
	}
	for i := range objects {
		n := listed[i%len(listed)]
		o := object{maker.New(n.TypeName), n.Minimal}
		if n.ID != "" {
			o.config = strings.TrimSuffix(n.Minimal, "}") + fmt.Sprintf(`,%q:"o%d"}`, n.ID, i)
		}
		if said := o.Apply(t.Context(), o.config); acctest.ErrorAmong(said) {
			t.Fatal(acctest.DiagnosticLines(said))
		}
		all = append(all, o)
	}
	kept, err := quick.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	s := acctest.Start(t, mockapi.Options{Latency: busy})
	if err := s.Restore(kept); err != nil {
		t.Fatal(err)
	}
	p := s.Protocol(t, `"read_batching": true`)
	var plans errgroup.Group
	plans.SetLimit(workers)
	for _, o := range all {
		plans.Go(func() error {
			o.Protocol = p
			if said := o.Refresh(t.Context()); len(said) > 0 {
				t.Errorf("refreshing %s: %s", o.TypeName, acctest.DiagnosticLines(said))
			}
			o.NothingToDo(t, o.config)
			return nil
		})
	}
	_ = plans.Wait() // failures have been reported
	for _, n := range listed {
		asked := s.Count(n.Lists)
		if n.Reads != "" {
			asked += s.Count(n.Reads)
		}
		t.Logf("%3d requests for %s", asked, n.TypeName)
		if asked == 0 || asked > most {
			t.Errorf("%s: %d requests, want at most %d", n.TypeName, asked, most)
		}
	}
	t.Logf("%d requests for %d objects of %d nouns", len(s.Journal()), objects, len(listed))
}

// TestBatching_connections: a plan needs few of them. (What HTTP/2 does with one is shown where the transport is.)
func TestBatching_connections(t *testing.T) {
	t.Parallel()
	for _, batching := range []bool{true, false} {
		mock, err := mockapi.New(mockapi.Options{})
		if err != nil {
			t.Fatal(err)
		}
		apps := allStates(100)[1:2]
		fill(mock, apps)
		var connections atomic.Int32
		server := httptest.NewUnstartedServer(mock)
		server.Config.ConnState = func(_ net.Conn, s http.ConnState) {
			if s == http.StateNew {
				connections.Add(1)
			}
		}
		server.Start()
		t.Cleanup(server.Close)
		s := &acctest.Services{Mock: mock, URL: server.URL}
		refresh(t, s.Protocol(t, fmt.Sprintf(`"read_batching": %t`, batching)), apps)
		if got := connections.Load(); got > 12 {
			t.Errorf("batching %t: %d connections", batching, got)
		}
	}
}

// TestBatching_laggingList: a list that shows an older version of an object is no proof of drift: the service is asked again.
func TestBatching_laggingList(t *testing.T) {
	t.Parallel()
	for list, noun := range map[string]state{
		"queryApps": allStates(10)[1], "queryAccesses": allStates(10)[0], "queryTokens": allStates(10)[7],
	} {
		t.Run(noun.typeName, func(t *testing.T) {
			t.Parallel()
			s := start(t, []state{noun}, mockapi.Options{Latency: busy})
			if err := s.Change(noun.kind, "o9", mockapi.Object{"description": "written"}); err != nil {
				t.Fatal(err)
			}
			read := func(p *acctest.Protocol, state *tfprotov6.DynamicValue, private []byte) *tfprotov6.ReadResourceResponse {
				t.Helper()
				resp, err := p.ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{TypeName: noun.typeName, CurrentState: state, Private: private})
				if err != nil || len(resp.Diagnostics) > 0 {
					t.Fatalf("%v, %+v", err, resp)
				}
				return resp
			}
			before := s.Protocol(t, "")
			written := read(before, before.Resource(noun.typeName, stateJSON("o9")), nil)
			s.Inject(mockapi.Fault{Operation: list, Times: 1, Tamper: func(answer mockapi.Object) mockapi.Object {
				for _, objects := range answer {
					for _, o := range objects.([]any) {
						if o := o.(map[string]any); o["uuid"] == "o9" {
							o["description"] = "text"
						}
					}
				}
				return answer
			}})
			p := s.Protocol(t, `"read_batching": true`)
			others := noun
			others.objects = 9
			refresh(t, p, []state{others})
			if found := read(p, written.NewState, written.Private); string(found.NewState.MsgPack) != string(written.NewState.MsgPack) {
				t.Errorf("%s is no longer what was written: %q", noun.typeName, found.NewState.MsgPack)
			}
		})
	}
}
