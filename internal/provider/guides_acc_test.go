package provider_test

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
)

// A fence is one fenced block of a page, and how it is run: exactly one of the members that follow first is set.
type fence struct {
	first string // its first line, so that nobody forgets this list when a page changes

	typed     bool   // its commands are typed, and what it shows of their output is compared
	saved     bool   // it is a file, which the first line names
	snippet   bool   // it is a part of a configuration, which is validated
	elsewhere string // what runs it, or shows that it is true

	before func(t *testing.T, s *acctest.Services) // what happens in the services before
}

// told are the pages of which every block is run. They are read in this order by one person, on one machine: the first installs
// the provider that the others use.
func told() []struct {
	page, begin string // begin are commands before the first block
	blocks      []fence
} {
	const (
		inGettingStarted = "the guide getting-started, which is read before"
		byTheDemo        = "make demo, in .ci/run and in the workflow of the tests"
		begin            = "mkdir ~/begun && cp ~/zerotrust/main.tf.old ~/begun/main.tf && cd ~/begun"
	)
	return []struct {
		page, begin string
		blocks      []fence
	}{
		{"docs/guides/getting-started.md", "", []fence{
			{first: "$ git clone https://github.com/zerotrust-as-code/terraform-provider-zerotrust", typed: true},
			{first: "$ make mock", elsewhere: "acctest.Start serves the same imitations on a port of its own; the tests of tools/mockserver run the command"},
			{first: "$ export ZEROTRUST_EDGE_ENDPOINT=http://127.0.0.1:8740/edge", typed: true},
			{first: "$ mkdir ~/zerotrust", typed: true},
			{first: "# main.tf", saved: true},
			{first: "$ terraform init", typed: true},
			{first: "$ provider=$(find -L ~/.terraform.d/plugins -type f -name 'terraform-provider-zerotrust*' | head -n 1)", typed: true},
			{first: "$ sed -i.old 's/\"group:engineering\"/\"group:engineering\", \"group:sre\"/' main.tf", typed: true},
			{first: "$ terraform destroy", typed: true},
		}},
		{"README.md", "mkdir ~/readme && cd ~/readme", []fence{
			{first: "$ make demo", elsewhere: byTheDemo},
			{first: "=== 6. Plan: what a reviewer reads in a pull request", elsewhere: byTheDemo},
			{first: "$ make test", elsewhere: "this very run"},
			{first: "# main.tf", saved: true},
			{first: "$ make mirror-install", elsewhere: inGettingStarted},
			{first: "$ terraform init", typed: true},
			{first: "$ terraform-provider-zerotrust check           # which routes does the tenant know? Reads only", elsewhere: byTheDemo + ", which exports and plans; TestAccExport_takesOver; the tests of internal/check"},
			{first: "$ terraform plan -out=plan && terraform show -json plan | terraform-provider-zerotrust review -format text", elsewhere: "TestAccGolden of internal/review"},
		}},
		{"docs/guides/drift.md", begin + " && terraform init && terraform apply -auto-approve", []fence{
			{first: "$ terraform plan -detailed-exitcode -lock=false", typed: true},
			{first: "$ terraform plan -detailed-exitcode -lock=false", typed: true, before: func(t *testing.T, s *acctest.Services) {
				s.ChangeOnly(t, mockapi.KindAccess, mockapi.Object{"user_list": []any{"group:engineering", "user:mallory"}})
			}},
			{first: `resource "zerotrust_policy" "contractors" {`, snippet: true},
		}},
		{"docs/guides/testing.md", "mkdir ~/module && cd ~/module", []fence{
			{first: "# main.tf", saved: true},
			{first: "# module.tftest.hcl", saved: true},
			{first: "$ terraform init", typed: true},
			{first: "# services.tftest.hcl", saved: true},
			{first: "$ terraform test -filter=services.tftest.hcl", typed: true},
		}},
		{"docs/guides/installation.md", "mkdir ~/installed && cd ~/installed", []fence{
			{first: "# main.tf", saved: true},
			{first: "$ make mirror-install", elsewhere: inGettingStarted},
			{first: "$ terraform init", typed: true},
			{first: "$ make -C ~/terraform-provider-zerotrust mirror-install RELEASE=0.1.0 MIRROR=/home/me/mirror", typed: true},
			{first: "# ~/.terraformrc", saved: true},
			{first: "$ terraform init -upgrade", typed: true},
			{first: "$ terraform providers lock -fs-mirror=/home/me/mirror -platform=linux_amd64", typed: true},
			{first: "$ make -C ~/terraform-provider-zerotrust install", typed: true},
			{first: "# ~/.terraformrc", saved: true},
			{first: "$ terraform validate", typed: true},
		}},
	}
}

// TestAccGuides types what the guides tell a person to type, on a machine where nobody has done anything: an empty home.
func TestAccGuides(t *testing.T) {
	t.Parallel()
	if os.Getenv("TF_ACC") == "" {
		t.Skip("acceptance tests need TF_ACC=1")
	}
	home := t.TempDir()
	for _, told := range told() { //nolint:paralleltest // one person reads one page after the other
		t.Run(told.page, func(t *testing.T) {
			s := acctest.Start(t, mockapi.Options{})
			text, err := os.ReadFile(filepath.Join(acctest.ModuleRoot(t), told.page))
			if err != nil {
				t.Fatal(err)
			}
			found := fenced(string(text))
			if len(found) != len(told.blocks) {
				t.Fatalf("the page has %d blocks, and this test knows %d", len(found), len(told.blocks))
			}
			p := newPerson(t, home, s)
			if told.begin != "" {
				p.must(told.begin)
			}
			for i, b := range told.blocks {
				if first, _, _ := strings.Cut(found[i], "\n"); first != b.first {
					t.Fatalf("block %d begins with %q, and this test knows %q", i+1, first, b.first)
				}
				if b.before != nil {
					b.before(t, s)
				}
				switch {
				case b.typed:
					p.types(found[i])
				case b.saved:
					p.saves(found[i])
				case b.snippet:
					p.validates(found[i])
				case b.elsewhere == "":
					t.Errorf("block %d: nothing runs it", i+1)
				}
			}
		})
	}
}

// fenced returns the fenced blocks of a page.
func fenced(page string) []string {
	var found []string
	for _, match := range regexp.MustCompile("(?ms)^```[a-z]+\n(.*?)^```$").FindAllStringSubmatch(page, -1) {
		found = append(found, match[1])
	}
	return found
}

// A person types into a shell.
type person struct {
	t        *testing.T
	home     string
	services string
	in       io.Writer
	out      *bufio.Reader
}

// endOf marks the end of the output of a command; its exit code follows.
const endOf = "--- end of the command, exit code "

func newPerson(t *testing.T, home string, s *acctest.Services) *person {
	t.Helper()
	root, cli := acctest.ModuleRoot(t), os.Getenv("TF_ACC_TERRAFORM_PATH")
	if cli == "" {
		cli = "terraform"
	}
	cli, err := exec.LookPath(cli)
	if err != nil {
		t.Fatal(err)
	}
	programs := filepath.Join(t.TempDir(), "bin")
	git, err := exec.LookPath("git")
	if err != nil {
		t.Fatal(err)
	}
	// The clone is this repository as it is.
	clone := fmt.Sprintf("#!/bin/sh\n[ \"$1\" = clone ] && exec ln -sfn '%s' terraform-provider-zerotrust\nexec '%s' \"$@\"\n", root, git)
	for _, err := range []error{
		os.Mkdir(programs, 0o700), os.Symlink(cli, filepath.Join(programs, "terraform")), os.WriteFile(filepath.Join(programs, "git"), []byte(clone), 0o700),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	shell := exec.CommandContext(t.Context(), "sh")
	shell.Dir = home
	shell.Env = append(goEnvironment(t), "HOME="+home, "PATH="+programs+string(filepath.ListSeparator)+os.Getenv("PATH"), "GOBIN="+filepath.Join(home, "go", "bin"),
		"CHECKPOINT_DISABLE=1", "PWD="+home)
	in, err := shell.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, w := io.Pipe()
	shell.Stdout, shell.Stderr = w, w
	if err := shell.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		go func() { _, _ = io.Copy(io.Discard, out) }()
		_ = shell.Wait()
	})
	p := &person{t: t, home: home, services: strings.TrimPrefix(s.URL, "http://"), in: in, out: bufio.NewReader(out)}
	// The clone is a link: Go knows what it has built by the path of the source, and would build all of it once more.
	p.must("cd() { command cd -P \"$@\"; }")
	for _, setting := range s.Environ(s.URL) { // what make mock prints
		name, value, _ := strings.Cut(setting, "=")
		p.must(fmt.Sprintf("export %s='%s'", name, value))
	}
	return p
}

// goEnvironment is where Go finds what it has downloaded and built already: HOME, which tells it else, is another.
func goEnvironment(t *testing.T) []string {
	t.Helper()
	var env []string
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPROXY", "GOSUMDB", "GOFLAGS", "GONOSUMDB", "GOTOOLCHAIN"} {
		value, err := exec.CommandContext(t.Context(), "go", "env", name).Output()
		if err != nil {
			t.Fatal(err)
		}
		env = append(env, name+"="+strings.TrimSpace(string(value)))
	}
	return env
}

// here writes a text of the page as it is on this machine.
func (p *person) here(text string) string {
	return strings.NewReplacer("127.0.0.1:8740", p.services, "/home/me", p.home, "linux_amd64", runtime.GOOS+"_"+runtime.GOARCH).Replace(text)
}

// run types a command, answers yes to whatever it asks, and returns its output and exit code.
func (p *person) run(command string) (output string, code int) {
	p.t.Helper()
	// The next command still finds the exit code in $?.
	fmt.Fprintf(p.in, "{ %s\n} <<'ANSWER'\nyes\nANSWER\ncode=$?; printf '\\n%s%%d\\n' $code; (exit $code)\n", p.here(command), endOf)
	var lines strings.Builder
	for {
		line, err := p.out.ReadString('\n')
		if err != nil {
			p.t.Fatalf("%s: the shell has ended: %v\n%s", command, err, lines.String())
		}
		if number, ends := strings.CutPrefix(strings.TrimSpace(line), endOf); ends {
			code, err := strconv.Atoi(number)
			if err != nil {
				p.t.Fatal(err)
			}
			return lines.String(), code
		}
		lines.WriteString(line)
	}
}

func (p *person) must(command string) {
	p.t.Helper()
	if output, code := p.run(command); code != 0 {
		p.t.Fatalf("%s: exit code %d\n%s", command, code, output)
	}
}

// types types the commands of a block. What it shows of an output must be there, in that order; "..." stands for more.
func (p *person) types(text string) {
	p.t.Helper()
	var output []string
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if command, typed := strings.CutPrefix(line, "$ "); typed {
			all, code := p.run(command)
			if code != 0 && (code != 2 || !strings.Contains(command, "-detailed-exitcode")) {
				p.t.Fatalf("%s: exit code %d\n%s", command, code, all)
			}
			output = plainLines(all)
			continue
		}
		want, _, _ := strings.Cut(strings.TrimSpace(p.here(line)), "...")
		at := 0
		for at < len(output) && !strings.Contains(output[at], want) {
			at++
		}
		if at == len(output) {
			p.t.Errorf("the page shows %q, which is not in the rest of the output:\n%s", line, strings.Join(output, "\n"))
			continue
		}
		if want != "" {
			output = output[at+1:]
		}
	}
}

// plainLines are the lines of an output without colors, and without the frame of a diagnostic.
func plainLines(output string) []string {
	output = regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(output, "")
	output = strings.ReplaceAll(output, "OpenTofu has been", "Terraform has been")
	output = regexp.MustCompile(` complete after \d+s`).ReplaceAllString(output, " complete after 0s") // as the page has it
	lines := strings.Split(output, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(strings.Trim(strings.TrimSpace(line), "│╷╵"))
	}
	return lines
}

// saves saves a block under the name that its first line has.
func (p *person) saves(text string) {
	p.t.Helper()
	first, _, _ := strings.Cut(text, "\n")
	name, commented := strings.CutPrefix(first, "# ")
	if !commented {
		p.t.Fatalf("%q names no file", first)
	}
	p.must(fmt.Sprintf("cat > %s <<'TEXT'\n%sTEXT", name, text))
}

// validates checks a part of a configuration in a folder of its own.
func (p *person) validates(text string) {
	p.t.Helper()
	p.must(fmt.Sprintf("mkdir snippet && cat > snippet/main.tf <<'TEXT'\n%s%sTEXT\nterraform -chdir=snippet init && terraform -chdir=snippet validate && rm -r snippet",
		acctest.RequiredProviders(), text))
}

// TestGuides_blocks: the list of blocks reads them as they are.
func TestGuides_blocks(t *testing.T) {
	t.Parallel()
	got := fenced("a\n```console\n$ b\n```\nc ```d```\n```hcl\n# e\n\nf\n```\n")
	if len(got) != 2 || got[0] != "$ b\n" || got[1] != "# e\n\nf\n" {
		t.Errorf("%q", got)
	}
}

// TestAccPolicies_plans: the plans on which tools/policy tests the rules of the guide are those that a CLI makes now. With
// UPDATE_GOLDEN set they are written anew. What the rules read is compared: addresses, actions, and which attributes there are.
func TestAccPolicies_plans(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"broken", "kept"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, cli := acctest.Start(t, mockapi.Options{}), acctest.NewCLI(t)
			dir := filepath.Join(acctest.ModuleRoot(t), "tools", "policy", "testdata", name)
			cli.Write("provider.tf", acctest.RequiredProviders()+s.Provider())
			copied := func(from string) {
				text, err := os.ReadFile(filepath.Join(dir, from))
				if err != nil {
					t.Fatal(err)
				}
				cli.Write("main.tf", string(text))
			}
			copied("before.tf")
			cli.MustRun("init")
			cli.MustRun("apply", "-auto-approve")
			copied("after.tf")
			cli.MustRun("plan", "-out=plan")
			made := cli.MustRun("show", "-no-color", "-json", "plan")
			file := filepath.Join(dir, "plan.json")
			if os.Getenv("UPDATE_GOLDEN") != "" {
				if err := os.WriteFile(file, []byte(made), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			kept, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := judged(t, made), judged(t, string(kept)); !slices.Equal(got, want) {
				t.Errorf("%s differs (UPDATE_GOLDEN=1 writes it anew):\n got %q\nwant %q", file, got, want)
			}
		})
	}
}

// judged is what rules read of a plan.
func judged(t *testing.T, text string) []string {
	t.Helper()
	var plan struct {
		Changes []struct {
			Address string `json:"address"`
			Change  struct {
				Actions []string       `json:"actions"`
				After   map[string]any `json:"after"`
			} `json:"change"`
		} `json:"resource_changes"`
	}
	if err := json.Unmarshal([]byte(text), &plan); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, c := range plan.Changes {
		lines = append(lines, fmt.Sprint(c.Address, c.Change.Actions, slices.Sorted(maps.Keys(c.Change.After))))
	}
	slices.Sort(lines)
	return lines
}

// TestPolicies_whatStays: the rule about what cannot be deleted names every type for which that is so, and no other.
func TestPolicies_whatStays(t *testing.T) {
	t.Parallel()
	rules, err := os.ReadFile(filepath.Join(acctest.ModuleRoot(t), "examples", "policies", "zerotrust.rego"))
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, n := range nouns.All() {
		if n.Ends == lifetest.LeftBehind && n.Deletes != "" {
			want = append(want, "\t\""+n.TypeName+"\",\n")
		}
	}
	slices.Sort(want)
	if text := "stays := {\n" + strings.Join(want, "") + "}\n"; !strings.Contains(string(rules), text) {
		t.Errorf("the rules must have\n%s", text)
	}
}
