package canary_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// life is a run of everything with a CLI and the provider as a process of its own. Whatever is written goes below one
// directory.
type life struct {
	*acctest.CLI
	t        *testing.T
	services *acctest.Services
	canaries *canaries
	output   strings.Builder
	failed   map[string]bool // operations that a failure hit
}

// TestAccCanary_wholeLife creates, reads, changes, replaces, imports and destroys every noun with all logs of the CLI, of
// the framework and of the provider, while the services fail in turn and repeat what they were sent; and looks for every
// secret of the contracts in all that is left.
func TestAccCanary_wholeLife(t *testing.T) {
	t.Parallel()
	l := begin(t)
	l.write("1")
	l.run("plan", "-out=create.tfplan")
	l.json("create.json", "show", "-json", "create.tfplan")
	l.run("show", "create.tfplan")
	l.failing("apply", "-auto-approve")
	l.run("apply", "-auto-approve")
	l.run("plan", "-detailed-exitcode")
	l.failing("plan", "-refresh-only")
	l.run("plan", "-refresh-only", "-json")

	l.write("2")
	l.run("plan", "-out=change.tfplan")
	l.json("change.json", "show", "-json", "change.tfplan")
	l.run("show", "change.tfplan")
	l.failing("apply", "-auto-approve")
	l.run("apply", "-auto-approve", "-replace=zerotrust_token.t", "-replace=zerotrust_app_integrity_config.fed")
	l.run("show")
	l.json("state.json", "show", "-json")
	l.run("state show", "zerotrust_token.t")
	l.importAll()
	l.failing("destroy", "-auto-approve")
	l.run("destroy", "-auto-approve")
	l.end()
}

func begin(t *testing.T) *life {
	t.Helper()
	c := newCanaries(t)
	options := mockapi.Options{
		EdgeAPIToken: c.plantPlain("edge.api_token"), TokenSecret: c.plantPlain("apptego.token_secret"), GateAPIToken: c.plantPlain("gate.api_token"),
		Undocumented: true, Mask: c.mask,
	}
	l := &life{t: t, canaries: c, services: acctest.Start(t, options), failed: map[string]bool{}}
	putShared(l.services)
	l.CLI = acctest.NewProcessCLI(t,
		"TF_LOG=TRACE", "TF_LOG_CORE=TRACE", "TF_LOG_PROVIDER=TRACE", "TF_LOG_PATH=trace.log",
		"ZEROTRUST_APPTEGO_TENANT_ID=tenant-1", "ZEROTRUST_APPTEGO_TOKEN_KEY=apptego-key", "ZEROTRUST_APPTEGO_TOKEN_SECRET="+options.TokenSecret,
		"ZEROTRUST_APPTEGO_WEBSOCKET_ENDPOINT="+l.services.Endpoints(l.services.URL).WebSocket,
		"TF_VAR_edge_token="+options.EdgeAPIToken, "TF_VAR_gate_token="+options.GateAPIToken,
		"TF_VAR_decryption_key="+c.plantPlain("decryption_key_wo"), "TF_VAR_verification_key="+c.plantPlain("verification_key_wo"),
		"TF_VAR_oauth_code="+c.plant("oauth_code_wo"), "TF_VAR_other_oauth_code="+c.plant("another oauth_code_wo"),
		"TF_VAR_integration_secret="+c.plant("credentials_wo"), "TF_VAR_guest_token="+c.plant("guest_user_api_token_wo"),
	)
	l.arm()
	return l
}

// write writes the configuration at a stage.
func (l *life) write(stage string) {
	l.Write("main.tf", configuration(l.services))
	l.Write("terraform.tfvars", "stage = "+stage+"\n")
}

// arm makes the services answer every secret, after the faults.
func (l *life) arm(faults ...mockapi.Fault) {
	l.services.ClearFaults()
	for _, f := range append(faults, l.canaries.tampers()...) {
		l.services.Inject(f)
	}
}

// run runs a command that must succeed.
func (l *life) run(args ...string) {
	l.t.Helper()
	if output, code := l.step(args); code != 0 {
		l.t.Errorf("%v: exit code %d\n%s", args, code, l.safe(output))
	}
}

// json keeps the JSON that a command prints in a file of its own, because that of a token holds its secret.
func (l *life) json(file string, args ...string) {
	l.t.Helper()
	output, code := l.Run(args...)
	if code != 0 {
		l.t.Errorf("%v: exit code %d\n%s", args, code, l.safe(output))
	}
	l.Write(file, output[strings.Index(output, "{"):])
}

// failing runs a command that must fail, because every operation does but the login: each in another way.
func (l *life) failing(args ...string) {
	l.t.Helper()
	ways := failures()
	var faults []mockapi.Fault
	for i, operation := range l.canaries.operations {
		fault := ways[(i+len(l.failed))%len(ways)].fault
		fault.Operation = operation
		faults = append(faults, fault)
	}
	l.arm(faults...)
	if output, code := l.step(args); code != 1 || !strings.Contains(output, "rror") {
		l.t.Errorf("%v, while the services fail: exit code %d\n%s", args, code, l.safe(output))
	}
	l.arm()
}

func (l *life) step(args []string) (output string, code int) {
	l.t.Helper()
	command := strings.Fields(args[0]) // "state show" takes its options after both words
	output, code = l.Run(slices.Concat(command, []string{"-no-color"}, args[1:])...)
	l.output.WriteString(output)
	for _, e := range l.services.Journal() {
		if e.Fault != "" && e.Fault != "tampered" {
			l.failed[e.Operation] = true
		}
	}
	l.canaries.read(l.services.Journal())
	return output, code
}

// safe is an output as the test may show it.
func (l *life) safe(output string) string {
	if found := l.canaries.scanner(true).find([]byte(output)); len(found) > 0 {
		return "(the output holds a secret, and is not shown)"
	}
	return output
}

// importAll forgets the state and imports everything that is in it.
func (l *life) importAll() {
	l.t.Helper()
	text := l.Read("terraform.tfstate")
	var state struct {
		Resources []struct {
			Mode, Type, Name string
			Instances        []struct{ Attributes struct{ ID string } }
		}
	}
	if err := json.Unmarshal([]byte(text), &state); err != nil {
		l.t.Fatal(err)
	}
	var blocks strings.Builder
	for _, r := range state.Resources {
		if r.Mode == "managed" && r.Type != "zerotrust_device_app_connection_log" {
			fmt.Fprintf(&blocks, "import {\n  to = %s.%s\n  id = %q\n}\n", r.Type, r.Name, r.Instances[0].Attributes.ID)
		}
	}
	if err := os.Rename(filepath.Join(l.Dir, "terraform.tfstate"), filepath.Join(l.Dir, "before.tfstate.json")); err != nil {
		l.t.Fatal(err)
	}
	l.Write("imports.tf", blocks.String())
	l.run("plan", "-out=import.tfplan")
	l.json("import.json", "show", "-json", "import.tfplan")
	l.failing("plan")
	l.run("apply", "import.tfplan")
	l.Write("imports.tf", "")
}

// end looks at everything.
func (l *life) end() {
	l.t.Helper()
	// Actions need a newer CLI than the oldest that is supported; TestCanary_failuresOfEveryCall invokes them.
	l.canaries.complete(l.t, "answerWorkflowRun", "createWorkflowRun", "deleteDevices", "performInvestigationAction", "performInvestigationActions")
	secrets, kept := l.canaries.scanner(false), l.canaries.scanner(true)
	for name, s := range map[string]*scanner{"the output": secrets, "the output (a token's own)": kept} {
		s.clean(l.t, name, []byte(l.output.String()), 0)
	}
	for _, leak := range secrets.files(l.t, l.Dir, kept) {
		l.t.Error(leak)
	}
	l.sees(kept)
	l.t.Logf("%d operations failed in the CLI; %d bytes were looked at", len(l.failed), secrets.bytes)
}

// sees checks that the files are those that this test is about: that a state holds what a token keeps, and that the log
// is one of the CLI and of the provider at their most talkative.
func (l *life) sees(kept *scanner) {
	l.t.Helper()
	for file, texts := range map[string][]string{
		"trace.log":   {"[TRACE]", "provider.terraform-provider-zerotrust: API request", "@module=sdk.framework", "NodeRootVariable"},
		"change.json": {`"prior_state"`}, "before.tfstate.json": {"zerotrust_token"}, "terraform.tfstate.backup": {"zerotrust_token"},
	} {
		content := l.Read(file)
		for _, text := range texts {
			if !strings.Contains(content, text) {
				l.t.Errorf("%s has no %q", file, text)
			}
		}
		if strings.Contains(file, ".json") && len(kept.find([]byte(content))) == 0 {
			l.t.Errorf("%s holds nothing of a token, so that nothing could be found in it", file)
		}
	}
	for _, text := range []string{"[redacted]", "(sensitive value)", "(write-only attribute)", "Error: Unable to "} {
		if !strings.Contains(l.output.String(), text) {
			l.t.Errorf("the output has no %q", text)
		}
	}
}
