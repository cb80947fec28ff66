// Package killpoints kills the provider with SIGKILL at every request of every operation of every noun, and looks whether
// the next apply converges: no orphan, no twin, nothing left to do.
package killpoints_test

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// The moments of a request at which a process is killed.
const (
	arrived   = iota // the request has arrived, and is not worked on
	committed        // it is carried out, and the answer is not sent
	answered         // the answer is sent
	moments
)

// killer serves the mock and kills a process at one moment of one of its requests, both counted as one: see boundary.
type killer struct {
	mock http.Handler

	mu       sync.Mutex
	boundary int // request times moments plus moment; below 0: nobody is killed
	requests int
	fired    bool
	read     bool   // the request at which it was killed asks for something, and changes nothing
	kill     func() // returns when the process is dead
}

// at says whether a moment of a request is the one at which the process is to be killed.
func (k *killer) at(request, moment int) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	hit := k.boundary >= 0 && request*moments+moment == k.boundary
	k.fired = k.fired || hit
	return hit
}

func (k *killer) arm(boundary int, kill func()) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.boundary, k.requests, k.fired, k.kill = boundary, 0, false, kill
}

// disarm says whether somebody was killed, or is about to be: then the answer is sent.
func (k *killer) disarm() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.boundary = -1
	return k.fired
}

// next counts a request.
func (k *killer) next(read bool) (request int, kill func()) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.boundary >= 0 && k.requests == k.boundary/moments {
		k.read = read
	}
	k.requests++
	return k.requests - 1, k.kill
}

func (k *killer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	request, kill := k.next(r.Method == http.MethodGet)
	if k.at(request, arrived) {
		kill()
		return
	}
	rec := httptest.NewRecorder()
	k.mock.ServeHTTP(rec, r)
	if k.at(request, committed) {
		kill()
		return
	}
	last := k.at(request, answered) // asked before whoever waits for the answer may disarm
	for name, values := range rec.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(rec.Code)
	_, _ = w.Write(rec.Body.Bytes())
	_ = http.NewResponseController(w).Flush()
	if last {
		kill()
	}
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

// extra is the configuration of every provider of the rig. The next run waits as long as a request may take for what one of a
// killed run may still make.
func (r *rig) extra() string {
	return r.Undocumented() + `, "max_retries": 1, "request_timeout": "5s", "intent_directory": "` + filepath.ToSlash(r.dir) + `"`
}

// run is what one process of the provider does with an object.
type run struct {
	*acctest.Lifecycle
	process *acctest.Process
}

// start starts the provider for an object, which the run before left, if there was one.
func (r *rig) start(t *testing.T, program *acctest.Program, typeName string, before *run) *run {
	t.Helper()
	process := program.Start(t)
	next := &run{r.LifecycleOf(acctest.NewProtocolFor(t, process), typeName, r.extra()), process}
	if before != nil {
		next.State, next.Private, next.Identity = before.State, before.Private, before.Identity
	}
	return next
}

// killAt applies with a run and kills it at a boundary, or when it has applied. It says whether the boundary was reached.
func (r *rig) killAt(t *testing.T, boundary int, run *run, config string) bool {
	t.Helper()
	r.arm(boundary, run.process.Kill)
	_, err := run.TryApply(t.Context(), config)
	fired := r.disarm()
	run.process.Kill()
	if err != nil && !fired {
		t.Fatalf("the provider failed by itself: %v", err)
	}
	return fired
}
