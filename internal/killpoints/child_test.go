// Package killpoints kills the provider with SIGKILL at every request of every operation of every noun, and looks whether
// the next apply converges: no orphan, no twin, nothing left to do.
package killpoints_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// childEnv holds the order of a child process: this test binary, which runs one apply of the provider and nothing else.
const childEnv = "ZEROTRUST_KILLPOINTS_CHILD"

// order is what a child does.
type order struct {
	URL, TypeName, Extra, Config string
	State, Private               []byte // of the object before; nil: there is none
	Result                       string // file for the outcome
}

// outcome is what a CLI would have got, had it been there.
type outcome struct {
	State, Private []byte
	Said           string
}

// TestChild is the provider process of the other tests. Without an order it has nothing to do.
func TestChild(t *testing.T) {
	t.Parallel()
	text := os.Getenv(childEnv)
	if text == "" {
		return
	}
	var o order
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		t.Fatal(err)
	}
	l := (&acctest.Services{URL: o.URL}).Lifecycle(t, o.TypeName, o.Extra)
	restore(l, o.State, o.Private)
	said := acctest.DiagnosticLines(l.Apply(t.Context(), o.Config))
	raw, err := json.Marshal(outcome{State: l.State.MsgPack, Private: l.Private, Said: said})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(o.Result+".part", raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(o.Result+".part", o.Result); err != nil {
		t.Fatal(err)
	}
}

func restore(l *acctest.Lifecycle, state, private []byte) {
	if state != nil {
		l.State, l.Private = &tfprotov6.DynamicValue{MsgPack: state}, private
	}
}

// The moments of a request at which a process is killed.
const (
	arrived   = iota // the request has arrived, and is not worked on
	committed        // it is carried out, and the answer is not sent
	answered         // the answer is sent
	moments
)

// killer serves the mock and kills the child at one moment of one of its requests, both counted as one: see boundary.
type killer struct {
	mock http.Handler

	mu       sync.Mutex
	boundary int // request times moments plus moment; below 0: nobody is killed
	requests int
	fired    bool
	kill     func() // returns when the process is dead
}

// at is called at each moment of a request, and says whether the process was killed.
func (k *killer) at(request, moment int) bool {
	k.mu.Lock()
	hit := k.boundary >= 0 && request*moments+moment == k.boundary
	if hit {
		k.fired = true
	}
	kill := k.kill
	k.mu.Unlock()
	if hit {
		kill()
	}
	return hit
}

// arm is called with the lock held.
func (k *killer) arm(boundary int, kill func()) {
	k.boundary, k.requests, k.fired, k.kill = boundary, 0, false, kill
}

// disarm says whether somebody was killed.
func (k *killer) disarm() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.boundary = -1
	return k.fired
}

func (k *killer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	k.mu.Lock()
	request := k.requests
	k.requests++
	k.mu.Unlock()
	if k.at(request, arrived) {
		return
	}
	rec := httptest.NewRecorder()
	k.mock.ServeHTTP(rec, r)
	if k.at(request, committed) {
		return
	}
	for name, values := range rec.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(rec.Code)
	_, _ = w.Write(rec.Body.Bytes())
	_ = http.NewResponseController(w).Flush()
	k.at(request, answered)
}

// rig is one service with its killer, and a folder for the records.
type rig struct {
	*acctest.Services
	*killer
	dir string
}

func newRig(t *testing.T) *rig {
	t.Helper()
	mock, err := mockapi.New(mockapi.Options{Undocumented: true})
	if err != nil {
		t.Fatal(err)
	}
	k := &killer{mock: mock, boundary: -1}
	server := httptest.NewServer(k)
	t.Cleanup(server.Close)
	return &rig{Services: &acctest.Services{Mock: mock, URL: server.URL}, killer: k, dir: filepath.Join(t.TempDir(), "intents")}
}

// extra is the configuration of every provider of the rig.
func (r *rig) extra() string {
	return r.Undocumented() + `, "max_retries": 1, "intent_directory": "` + filepath.ToSlash(r.dir) + `"`
}

// killAt runs one apply in a child and kills it at a boundary. Fired says whether the boundary was reached; what the apply
// has come to is returned if it ended before it was killed.
func (r *rig) killAt(t *testing.T, boundary int, o order) (fired bool, done *outcome) {
	t.Helper()
	o.URL, o.Extra, o.Result = r.URL, r.extra(), filepath.Join(t.TempDir(), "outcome")
	raw, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestChild$", "-test.count=1")
	child.Env = append(os.Environ(), childEnv+"="+string(raw))
	dead := make(chan struct{})
	r.mu.Lock()
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	r.arm(boundary, func() {
		_ = child.Process.Kill()
		<-dead
	})
	r.mu.Unlock()
	err = child.Wait()
	close(dead)
	fired = r.disarm()
	if err != nil && !fired {
		t.Fatalf("the child failed by itself: %v", err)
	}
	raw, err = os.ReadFile(o.Result)
	if err != nil {
		return fired, nil
	}
	done = &outcome{}
	if err := json.Unmarshal(raw, done); err != nil {
		t.Fatal(err)
	}
	return fired, done
}
