package provider_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// piped is what the pipelines plan. A pull request makes it reach another group, and guests.
func piped(group string, guests bool) string {
	return fmt.Sprintf(`%s
variable "android_decryption_key" {
  type      = string
  ephemeral = true
}

resource "zerotrust_app" "git" {
  name      = "Git"
  protocol  = "tcp"
  host      = "git.example.com"
  tcp_ports = [443]
}

resource "zerotrust_access" "engineering" {
  user_list          = ["group:%s"]
  app_list           = [zerotrust_app.git.id]
  allow_guest_access = %t
}

resource "zerotrust_app_integrity_config" "wallet" {
  version              = "staging"
  platform             = "android"
  name                 = "Wallet"
  package_name         = "com.example.wallet"
  decryption_key_wo    = var.android_decryption_key
  verification_key_wo  = var.android_decryption_key
}
`, acctest.RequiredProviders(), group, guests)
}

// TestAccGuides_pipelines runs the jobs of the guides on review and on CI one after another, as their systems run them: the steps
// in order, each in the shell of that system, until one fails. What talks to the systems is a stand-in that writes down what it is told.
func TestAccGuides_pipelines(t *testing.T) {
	t.Parallel()
	if os.Getenv("TF_ACC") == "" {
		t.Skip("acceptance tests need TF_ACC=1")
	}
	s := acctest.Start(t, mockapi.Options{})
	r := newRunner(t, s)
	review, ci := workflows(t, "review"), workflows(t, "ci")
	if len(review) != 4 || len(ci) != 3 {
		t.Fatalf("%d and %d workflows", len(review), len(ci))
	}

	r.save("main.tf", piped("engineering", false))
	r.save("accepted-risks.txt", "# none\n")
	r.job("the first apply", github(t, ci[0], "apply"), 0)
	r.job("no drift", github(t, review[3], "drift"), 0)
	r.told("")

	r.save("main.tf", piped("sre", true))
	r.job("a pull request on GitHub", github(t, review[0], "plan"), 3)
	r.told("gh pr comment 7 --body-file report.md --edit-last --create-if-none", "## Review of the plan", "guest_access", "group:sre")
	r.save("accepted-risks.txt", "guest_access@zerotrust_access.engineering:the fair\n")
	r.job("with the risk accepted", github(t, review[0], "plan"), 0)
	r.told("gh pr comment 7", "the fair")

	r.job("a merge request on GitLab", gitlab(t, review[1], "plan"), 3)
	r.told("curl -sf -X POST -H PRIVATE-TOKEN: secret --data-urlencode body@report.md http://gitlab/projects/1/merge_requests/2/notes", "guest_access")
	r.save("notes.json", `[{"id": 3, "body": "Looks good"}, {"id": 4, "body": "## Review of the plan\n\nOld"}]`)
	r.job("once more", gitlab(t, review[1], "plan"), 3)
	r.told("curl -sf -X PUT -H PRIVATE-TOKEN: secret --data-urlencode body@report.md http://gitlab/projects/1/merge_requests/2/notes/4", "guest_access")

	if said := r.job("a plan of Atlantis", atlantis(t, review[2], "plan"), 3); !strings.Contains(said, "## Review of the plan") {
		t.Errorf("the comment of Atlantis has no report:\n%s", said)
	}
	r.told("")
	r.job("a plan of Atlantis, to apply", atlantis(t, ci[2], "plan"), 0)
	if said := r.job("an apply of Atlantis", atlantis(t, ci[2], "apply"), 0); !strings.Contains(said, "0 added, 1 changed, 0 destroyed") {
		t.Errorf("the apply should change the rule:\n%s", said)
	}

	s.ChangeOnly(t, mockapi.KindAccess, mockapi.Object{"user_list": []any{"group:sre", "user:mallory"}})
	r.job("drift", github(t, review[3], "drift"), 2)
	r.told("gh issue create --title Drift in the zero-trust estate --body-file report.md", "user:mallory")
	r.job("a plan of GitLab", gitlab(t, ci[1], "plan"), 0)
	r.job("an apply of GitLab", gitlab(t, ci[1], "apply"), 0)
	r.job("no drift any more", github(t, review[3], "drift"), 0)
	if list := s.Only(t, mockapi.KindAccess)["user_list"]; fmt.Sprint(list) != "[group:sre]" {
		t.Errorf("the rule is for %v", list)
	}
}

// workflows returns the YAML blocks of a guide.
func workflows(t *testing.T, guide string) []map[string]any {
	t.Helper()
	page, err := os.ReadFile(filepath.Join(acctest.ModuleRoot(t), "docs", "guides", guide+".md"))
	if err != nil {
		t.Fatal(err)
	}
	var all []map[string]any
	for _, match := range regexp.MustCompile("(?ms)^```yaml\n(.*?)^```$").FindAllStringSubmatch(string(page), -1) {
		var workflow map[string]any
		if err := yaml.Unmarshal([]byte(match[1]), &workflow); err != nil {
			t.Fatalf("%v:\n%s", err, match[1])
		}
		all = append(all, workflow)
	}
	return all
}

// within goes down maps.
func within(t *testing.T, at any, path ...string) any {
	t.Helper()
	for _, name := range path {
		members, _ := at.(map[string]any)
		if at = members[name]; at == nil {
			t.Fatalf("there is no %s of %v", name, path)
		}
	}
	return at
}

// github returns the script of each step of a job.
func github(t *testing.T, workflow map[string]any, job string) []string {
	t.Helper()
	var scripts []string
	for _, step := range within(t, workflow, "jobs", job, "steps").([]any) {
		step := step.(map[string]any)
		environment, _ := step["env"].(map[string]any)
		for name := range environment {
			if value := map[string]string{"GH_TOKEN": "token", "PR": "7"}[name]; value == "" {
				t.Errorf("this test knows no value of %s", name)
			}
		}
		if script, ok := step["run"].(string); ok {
			scripts = append(scripts, script)
		} else if uses := within(t, step, "uses").(string); !strings.HasPrefix(uses, "actions/checkout@") && !strings.HasPrefix(uses, "hashicorp/setup-terraform@") {
			t.Errorf("this test does not know what %s does", uses)
		}
	}
	return scripts
}

// gitlab returns the one script that GitLab makes of the lines of a job.
func gitlab(t *testing.T, workflow map[string]any, job string) []string {
	t.Helper()
	script := ""
	lines := within(t, workflow, job, "script").([]any)
	if _, found := workflow["default"]; found {
		lines = append(within(t, workflow, "default", "before_script").([]any), lines...)
	}
	for _, line := range lines {
		text, ok := line.(string)
		if !ok {
			t.Fatalf("YAML reads the line %v as something else than text, which GitLab refuses", line)
		}
		script += text + "\n"
	}
	return []string{script}
}

// atlantis returns what Atlantis runs for the steps of a stage.
func atlantis(t *testing.T, workflow map[string]any, stage string) []string {
	t.Helper()
	environment := ""
	var scripts []string
	for _, step := range within(t, workflow, "workflows", "zerotrust", stage, "steps").([]any) {
		switch step := step.(type) {
		case string:
			builtin := map[string]string{
				"init": "terraform init -input=false -upgrade", "plan": "terraform plan -input=false -refresh -out \"$PLANFILE\"",
				"show": "terraform show -json \"$PLANFILE\" > \"$SHOWFILE\"", "apply": "terraform apply -input=false \"$PLANFILE\"",
			}[step]
			if builtin == "" {
				t.Errorf("this test does not know the step %s", step)
			}
			scripts = append(scripts, environment+builtin)
		case map[string]any:
			if script, ok := step["run"].(string); ok {
				scripts = append(scripts, environment+script)
				continue
			}
			environment += fmt.Sprintf("export %s=\"$(%s)\"\n", within(t, step, "env", "name"), within(t, step, "env", "command"))
		}
	}
	return scripts
}

// runner is a machine of a pipeline, which keeps its working directory.
type runner struct {
	*person
	dir, log string
}

func newRunner(t *testing.T, s *acctest.Services) *runner {
	t.Helper()
	home := t.TempDir()
	r := &runner{newPerson(t, home, s), filepath.Join(home, "estate"), filepath.Join(home, "log")}
	programs := filepath.Join(home, "programs")
	// Each writes down its arguments, and the report that it would send.
	program := fmt.Sprintf("#!/bin/sh\ncase \"$*\" in *per_page=100) cat '%s/notes.json'; exit;; esac\necho \"${0##*/} $*\" >> '%s'\ncat report.md >> '%s'\n", r.dir, r.log, r.log)
	for _, path := range []string{programs, r.dir} {
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{"gh": program, "curl": program, "apk": "#!/bin/sh\n"} {
		if err := os.WriteFile(filepath.Join(programs, name), []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := exec.LookPath("jq"); err != nil { // it is there where pipelines run; here it answers what it would find
		text := fmt.Sprintf("#!/bin/sh\ncat > /dev/null\ngrep -q '## Review' '%s/notes.json' && echo 4\nexit 0\n", r.dir)
		if err := os.WriteFile(filepath.Join(programs, "jq"), []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	r.save("notes.json", "[]")
	r.must("make -C '" + acctest.ModuleRoot(t) + "' mirror-install")
	r.must("export PATH='" + programs + "':\"$PATH\"")
	for name, value := range map[string]string{
		"PR": "7", "GH_TOKEN": "token", "TF_VAR_android_decryption_key": "c2VjcmV0LWtleQ==", "PLANFILE": "atlantis.plan", "SHOWFILE": "atlantis.json",
		"CI_API_V4_URL": "http://gitlab", "CI_PROJECT_ID": "1", "CI_MERGE_REQUEST_IID": "2", "REVIEW_TOKEN": "secret",
	} {
		r.must("export " + name + "='" + value + "'")
	}
	r.must("cd '" + r.dir + "'")
	return r
}

func (r *runner) save(name, text string) {
	r.t.Helper()
	if err := os.WriteFile(filepath.Join(r.dir, name), []byte(text), 0o600); err != nil {
		r.t.Fatal(err)
	}
}

// job runs scripts until one of them fails, and compares the last exit code. It returns what they printed.
func (r *runner) job(name string, scripts []string, want int) (said string) {
	r.t.Helper()
	_ = os.Remove(r.log)
	code := 0
	for i := 0; i < len(scripts) && code == 0; i++ {
		r.save("script.sh", strings.ReplaceAll(scripts[i], "cat /run/secrets/android_decryption_key", "echo \"$TF_VAR_android_decryption_key\""))
		var output string
		output, code = r.run("sh -e script.sh")
		said += output
	}
	if code != want {
		r.t.Fatalf("%s ends with %d, want %d:\n%s", name, code, want, said)
	}
	return said
}

// told compares what the last job told the system: "" stands for nothing.
func (r *runner) told(wanted ...string) {
	r.t.Helper()
	log, _ := os.ReadFile(r.log) // nothing was told if there is none
	if wanted[0] == "" && len(log) > 0 {
		r.t.Errorf("the system was told\n%s", log)
	}
	for _, text := range wanted {
		if !strings.Contains(string(log), text) {
			r.t.Errorf("the system was not told %q:\n%s", text, log)
		}
	}
}
