package killpoints_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// front serves the mock of a rig, and calls a function for each request to the apps before it is worked on. The work is done
// in any case, as a service does that does not notice that its client is gone.
func (r *rig) front(t *testing.T, before func(method string)) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return
		}
		if strings.HasSuffix(req.URL.Path, "/apps") {
			before(req.Method)
		}
		late := req.Clone(context.WithoutCancel(req.Context()))
		late.Body = io.NopCloser(bytes.NewReader(body))
		r.mock.ServeHTTP(w, late)
	}))
	t.Cleanup(server.Close)
	r.URL = server.URL
}

// TestAccKill_carriedOutLate: only the CLI is killed, while a create is under way, and the service carries it out after the
// next run has looked for it. There is one object.
func TestAccKill_carriedOutLate(t *testing.T) {
	t.Parallel()
	acctest.NewCLI(t) // says whether acceptance tests are wanted
	program := acctest.Build(t)
	r := newRig(t)
	arrived, looked := make(chan struct{}), make(chan struct{})
	var first, once sync.Once
	r.front(t, func(method string) {
		if method == http.MethodGet {
			once.Do(func() { close(looked) })
			return
		}
		first.Do(func() {
			close(arrived)
			select {
			case <-looked:
			case <-time.After(time.Minute):
				t.Error("nobody has looked for the app")
			}
		})
	})
	cli, _ := r.installed(t, program, false, `resource "zerotrust_app" "test" { name = "n" }`)
	running := cli.Start("apply", "-auto-approve", "-no-color")
	<-arrived
	_ = running.Kill()
	running.Wait()
	said := cli.MustRun("apply", "-auto-approve", "-no-color")
	cli.MustRun("plan", "-detailed-exitcode", "-no-color")
	id, _ := r.Only(t, mockapi.KindApp)["uuid"].(string)
	if !strings.Contains(said, "Adopted Object") || !strings.Contains(said, id) {
		t.Errorf("the next apply says nothing of %s: %s", id, said)
	}
}

// TestAccInterrupt: an interruption while creates are under way, where no records can be kept: the requests that were sent are
// answered, so that what they made is in state, and the next apply makes the rest.
func TestAccInterrupt(t *testing.T) {
	t.Parallel()
	acctest.NewCLI(t) // says whether acceptance tests are wanted
	r := newRig(t)
	interrupted := make(chan struct{})
	var count int
	var mu sync.Mutex
	all := make(chan struct{}) // three creates are under way
	r.front(t, func(method string) {
		if method != http.MethodPost {
			return
		}
		mu.Lock()
		count++
		if count == 3 {
			close(all)
		}
		mu.Unlock()
		<-interrupted
		<-time.After(time.Second) // a service that takes its time; the provider has heard of the interruption by then
	})
	cli := acctest.Build(t).CLI(t) // no init, so there is no .terraform
	cli.Write("main.tf", acctest.RequiredProviders()+r.Provider()+`
		resource "zerotrust_app" "test" {
			count = 6
			name  = "n${count.index}"
		}`)
	running := cli.Start("apply", "-auto-approve", "-no-color", "-parallelism=3")
	<-all
	_ = running.Signal(os.Interrupt)
	close(interrupted)
	said, code := running.Wait()
	if strings.Count(said, "Creates Are Not Recorded") != 1 || code != 1 {
		t.Errorf("the interrupted apply ends with %d and says %s", code, said)
	}
	made := len(r.Objects(mockapi.KindApp))
	if inState := strings.Count(cli.MustRun("state", "list"), "zerotrust_app.test"); inState != made || made != 3 {
		t.Errorf("%d objects are in state, %d in the service, want 3", inState, made)
	}
	cli.MustRun("apply", "-auto-approve", "-no-color")
	cli.MustRun("plan", "-detailed-exitcode", "-no-color")
	if after := len(r.Objects(mockapi.KindApp)); after != 6 {
		t.Errorf("after the next apply there are %d objects, want 6", after)
	}
}
