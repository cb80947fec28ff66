package killpoints_test

import (
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	// killsEnv is how many kills each cell of TestAccKill_random makes; without it one.
	killsEnv = "TF_ACC_KILLS_COUNT"
	// seedEnv repeats the kills of an earlier run.
	seedEnv = "TF_ACC_KILLS_SEED"
	// manyApps is how many objects an apply has that is killed.
	manyApps = 40
)

// stateServer is a backend "http" without locks.
func stateServer(t *testing.T) string {
	t.Helper()
	var mu sync.Mutex
	var state []byte
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		switch {
		case r.Method == http.MethodPost:
			state, _ = io.ReadAll(r.Body) // half a state is never sent: it fits into one packet, or is not valid
		case state == nil:
			w.WriteHeader(http.StatusNotFound)
		default:
			_, _ = w.Write(state)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// installed returns a working directory with the provider, after init, with a local state or a remote one.
func (r *rig) installed(t *testing.T, program *acctest.Program, remote bool, config string) (cli *acctest.CLI, binary string) {
	t.Helper()
	cli, binary = program.InstalledCLI(t)
	backend := ""
	if remote {
		backend = fmt.Sprintf("terraform {\n  backend \"http\" {\n    address = %q\n  }\n}\n", stateServer(t))
	}
	cli.Write("main.tf", acctest.RequiredProviders()+backend+r.Provider(`provider:request_timeout = "5s"`)+config)
	cli.MustRun("init", "-no-color")
	return cli, binary
}

// TestAccKill_random kills the CLI, the provider, or both at random moments of an apply of many objects, with a local and a
// remote state. The next apply leaves each object once, in the service and in state.
func TestAccKill_random(t *testing.T) {
	t.Parallel()
	acctest.NewCLI(t) // says whether acceptance tests are wanted
	program := acctest.Build(t)
	kills, seed := number(t, killsEnv, 1), uint64(number(t, seedEnv, int(time.Now().UnixNano()&0xffffff)))
	t.Logf("%s=%d %s=%d", killsEnv, kills, seedEnv, seed)
	config := fmt.Sprintf("resource \"zerotrust_app\" \"test\" {\n  count = %d\n  name  = \"n${count.index}\"\n}\n", manyApps)
	for cell, victims := range []string{"CLI", "provider", "both"} {
		for _, remote := range []bool{false, true} {
			random := rand.New(rand.NewPCG(seed, uint64(cell)))
			for kill := range kills {
				boundary := random.IntN((manyApps + 1) * moments) // a login, and the creates
				t.Run(fmt.Sprintf("%s/remote=%v/%d", victims, remote, kill), func(t *testing.T) {
					t.Parallel()
					r := newRig(t)
					r.Inject(mockapi.Fault{Operation: "createApp", Delay: 20 * time.Millisecond, DelayAfter: 20 * time.Millisecond})
					cli, binary := r.installed(t, program, remote, config)
					started := make(chan *acctest.Running, 1)
					r.arm(boundary, func() {
						running := <-started
						if victims != "provider" {
							_ = running.Kill()
						}
						if victims != "CLI" {
							killAll(t, binary)
						}
					})
					running := cli.Start("apply", "-auto-approve", "-no-color")
					started <- running
					output, _ := running.Wait()
					if !r.disarm() {
						t.Fatalf("nothing was killed: %s", output)
					}
					made := len(r.Objects(mockapi.KindApp))
					cli.MustRun("apply", "-auto-approve", "-no-color")
					cli.MustRun("plan", "-detailed-exitcode", "-no-color")
					if after := len(r.Objects(mockapi.KindApp)); after != manyApps {
						t.Errorf("killed at request %d, moment %d, with %d objects made: then there are %d, want %d", boundary/moments, boundary%moments, made, after, manyApps)
					}
					if left, _ := filepath.Glob(filepath.Join(cli.Dir, ".terraform", "zerotrust", "intents", "*.intent")); len(left) > 0 {
						text, err := os.ReadFile(left[0])
						t.Errorf("all is in state, and %d records are left: %q, %v", len(left), text, err)
					}
				})
			}
		}
	}
}

func number(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
