package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// apps is a configuration of many apps, and a rule for the first.
func apps(n int) string {
	return fmt.Sprintf(`
resource "zerotrust_app" "many" {
  count = %d
  name  = "app-${count.index}"
  port  = 443
}

resource "zerotrust_access" "all" {
  app_list  = [zerotrust_app.many[0].id]
  user_list = ["group:engineering"]
}
`, n)
}

// TestAccErrors compares what a CLI prints when something is wrong with files that somebody has read. With UPDATE_GOLDEN set they
// are written anew.
func TestAccErrors(t *testing.T) {
	t.Parallel()
	begun := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	options := mockapi.Options{Clock: func() time.Time { return begun }}
	unique := options
	unique.UniqueNames = true
	// within is what a run prints, and the services that it asked.
	type within struct {
		*acctest.Outage
		cli *acctest.CLI
	}
	configure := func(w within, provider, config string) {
		w.cli.Write("main.tf", acctest.RequiredProviders()+provider+config)
	}
	applied := func(w within, config string) {
		configure(w, w.Provider(), config)
		w.cli.MustRun("apply", "-no-color", "-auto-approve")
	}
	invalid := func(config string) func(within) []string {
		return func(w within) []string {
			configure(w, w.Provider(), config)
			return []string{"validate", "-no-color"}
		}
	}
	for name, c := range map[string]struct {
		options       mockapi.Options
		run           func(within) []string // prepares, and returns the command
		succeeds      bool
		lines, logins int // at most, if they are told
	}{
		"a credential that is refused": {options, func(w within) []string {
			applied(w, apps(30))
			configure(w, strings.Replace(w.Provider(), "edge-api-token", "another-api-token", 1), apps(30))
			return []string{"plan", "-no-color"}
		}, false, 80, 3},
		"a service that is down": {options, func(w within) []string {
			applied(w, apps(24))
			w.Down()
			return []string{"plan", "-no-color"}
		}, false, 80, 0},
		"a wrong endpoint": {options, func(w within) []string {
			configure(w, strings.Replace(w.Provider(), w.URL, w.URL+"/elsewhere", 1), "data \"zerotrust_apps\" \"all\" {}\n")
			return []string{"plan", "-no-color"}
		}, false, 0, 0},
		"a name that nobody has, and one of two": {options, func(w within) []string {
			for _, id := range []string{"p1", "p2"} {
				w.Put(mockapi.KindPolicy, mockapi.Object{"uuid": id, "name": "twice"})
			}
			configure(w, w.Provider(), "data \"zerotrust_policy\" \"none\" {\n  name = \"nosuch\"\n}\n\ndata \"zerotrust_policy\" \"two\" {\n  name = \"twice\"\n}\n")
			return []string{"plan", "-no-color"}
		}, false, 0, 0},
		"an id that nothing has": {options, func(w within) []string {
			w.Put(mockapi.KindPolicy, mockapi.Object{"uuid": "p1", "name": "another"})
			configure(w, w.Provider(), "data \"zerotrust_policy\" \"none\" {\n  id = \"p9\"\n}\n")
			return []string{"plan", "-no-color"}
		}, false, 0, 0},
		"the account of somebody else": {options, func(w within) []string {
			applied(w, apps(1))
			other := acctest.Start(t, mockapi.Options{EdgeAccount: "globex"})
			other.Put(mockapi.KindApp, mockapi.Object{"uuid": "app:globex.tcp.0.x", "name": "x"})
			other.Put(mockapi.KindAccess, mockapi.Object{"uuid": "r1"})
			configure(w, strings.Replace(other.Provider(), `"acme"`, `"globex"`, 1), apps(1))
			return []string{"plan", "-no-color"}
		}, true, 0, 0},
		"elements of sets": {options, invalid(`
resource "zerotrust_access" "r" {
  user_list = ["group:eng ", "Group:eng", "grup:eng", "8uA3fTq6Kx1RwZ9bYc5Jd"]
}

resource "zerotrust_policy" "p" {
  name           = "p"
  type           = 77
  session_filter = { include_any = [{ all = ["group:eng", "macos"] }, { all = null }] }
}

resource "zerotrust_app" "a" {
  name            = "a"
  tcp_ports       = [22, 70000]
  tcp_port_ranges = [{ start = 1, end = 70000 }]
}

resource "zerotrust_workflow" "w" {
  name       = "w"
  recipients = ["user: alice"]
}
`), false, 0, 0},
		"numbers": {options, invalid(`
resource "zerotrust_app" "fraction" {
  name = "a"
  port = 443.5
}

resource "zerotrust_app" "fractions" {
  name      = "b"
  tcp_ports = [22, 443.5]
}

resource "zerotrust_policy" "large" {
  name     = "c"
  priority = 100000000000000000000
}
`), false, 0, 0},
		"a replacement that is created first": {unique, func(w within) []string {
			const app = "resource \"zerotrust_app\" \"git\" {\n  name = \"git\"\n  port = %d\n\n  lifecycle {\n    create_before_destroy = true\n  }\n}\n"
			applied(w, fmt.Sprintf(app, 22))
			configure(w, w.Provider(), fmt.Sprintf(app, 23))
			return []string{"apply", "-no-color", "-auto-approve"}
		}, false, 0, 0},
		"an object that is in use": {options, func(w within) []string {
			applied(w, "resource \"zerotrust_access\" \"all\" {}\n")
			w.Inject(mockapi.Fault{Operation: "updateAccess", Status: 409, ContentType: "application/json", Body: `{"message":"in use by policy p7"}`})
			configure(w, w.Provider(), "")
			return []string{"apply", "-no-color", "-auto-approve"}
		}, false, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := within{acctest.StartOutage(t, c.options), acctest.NewCLI(t)}
			args := c.run(w)
			logins := w.Count("tokenLogin")
			output, code := w.cli.Run(args...)
			if (code == 0) != c.succeeds {
				t.Errorf("exit code %d", code)
			}
			lines, logins := strings.Count(output, "\n"), w.Count("tokenLogin")-logins
			if c.lines > 0 && lines > c.lines || c.logins > 0 && logins > c.logins {
				t.Errorf("%d lines, at most %d; %d logins, at most %d", lines, c.lines, logins, c.logins)
			}
			golden := filepath.Join("testdata", "errors", strings.ReplaceAll(name, " ", "_")+".golden")
			got := printed(output, w.URL)
			if os.Getenv("UPDATE_GOLDEN") != "" {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s: got\n%s\nwant\n%s", golden, got, want)
			}
		})
	}
}

// printed is an output without what differs between runs: ports, request ids, the ids of objects, and which object of many came
// first. The frames of the messages go too, since not every CLI draws them alike.
func printed(output, address string) string {
	text := strings.ReplaceAll(output, strings.TrimPrefix(address, "http://"), "HOST")
	for pattern, with := range map[string]string{
		`127(\.\d+){3}:\d+`: "HOST", `req-\d+`: "req-N", `many\[\d+\]`: "many[N]", `app-\d+`: "app-N", `any\.\d+\.app`: "any.N.app", `(?m)^[│╷╵]? ?`: "", `after \d+ attempts`: "after N attempts",
		`\b[0-9A-Za-z]{27}\b`: "ID", `\d+ more similar`: "N more similar", `(?m) +$`: "",
	} {
		text = regexp.MustCompile(pattern).ReplaceAllString(text, with)
	}
	_, messages, found := strings.Cut(text, "\nError: ")
	if before, after, warned := strings.Cut(text, "\nWarning: "); warned && (!found || len(before) < len(text)-len(messages)) {
		return "Warning: " + after
	}
	return "Error: " + messages
}
