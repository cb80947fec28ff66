package provider_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestLog_oneLinePerRequest: what the provider itself logs are its requests, one line each, and of these nothing but what
// the list below allows.
func TestLog_oneLinePerRequest(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	ctx := tflogtest.RootLogger(t.Context(), &log)
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, "zerotrust_policy", "")
	acctest.Quiet(t, l.Apply(ctx, `{"name":"of the policy","description":"canary"}`))
	s.Inject(mockapi.Fault{Operation: "getPolicy", Status: 502, Times: 1})
	acctest.Quiet(t, l.Refresh(ctx))
	acctest.Quiet(t, l.Apply(ctx, ""))

	lines, err := tflogtest.MultilineJSONDecode(&log)
	if err != nil {
		t.Fatal(err)
	}
	journal := s.Journal()
	if len(lines) != len(journal) {
		t.Fatalf("%d lines for %d requests", len(lines), len(journal))
	}
	allowed := []string{"@level", "@message", "@module", "@timestamp", "attempt", "duration_ms", "error", "method", "operation", "request_id", "route", "service", "status"}
	for i, line := range lines {
		for name := range line {
			// The framework adds these to every line; they hold no values of the configuration.
			if !slices.Contains(allowed, name) && !strings.HasPrefix(name, "tf_") && name != "@caller" {
				t.Errorf("line %d has the field %s", i, name)
			}
		}
		e := journal[i]
		for name, want := range map[string]any{
			"@level": "debug", "@message": "API request", "service": "Lacework Edge", "operation": e.Operation, "method": e.Method, "route": e.Route,
			"status": float64(e.Status), "request_id": e.RequestID, "error": "",
		} {
			if line[name] != want {
				t.Errorf("line %d: %s is %v, want %v", i, name, line[name], want)
			}
		}
	}
	attempts := map[any]bool{}
	for _, line := range lines {
		if line["operation"] == "getPolicy" {
			attempts[line["attempt"]] = true
		}
	}
	if !attempts[float64(1)] || !attempts[float64(2)] {
		t.Errorf("the attempts of the repeated read are %v", attempts)
	}
}

// TestAccProvider_noSecretInAnyLog runs a whole life with all logs of the CLI, of the framework and of the provider, and
// looks for everything that is secret. It is not parallel, since the provider runs in this process and takes the level
// of its log from the environment.
func TestAccProvider_noSecretInAnyLog(t *testing.T) {
	logs := t.TempDir()
	t.Setenv("TF_LOG", "TRACE")
	t.Setenv("TF_LOG_PATH", filepath.Join(logs, "provider.log"))
	s := acctest.Start(t, mockapi.Options{EdgeAPIToken: "canary-edge-token", TokenSecret: "canary-apptego-secret"})
	cli := acctest.NewCLI(t, "TF_LOG=TRACE", "TF_LOG_PATH="+filepath.Join(logs, "cli.log"),
		"TF_VAR_key=Y2FuYXJ5LWtleQ==", "TF_VAR_edge_token=canary-edge-token", "TF_VAR_apptego_secret=canary-apptego-secret")
	cli.Write("main.tf", acctest.RequiredProviders()+
		strings.NewReplacer(`"edge-api-token"`, "var.edge_token", `"apptego-secret"`, "var.apptego_secret").Replace(s.Provider())+`
variable "key" {
  type      = string
  ephemeral = true
}

variable "edge_token" {
  type      = string
  ephemeral = true
}

variable "apptego_secret" {
  type      = string
  ephemeral = true
}

resource "zerotrust_app" "git" { name = "git" }

resource "zerotrust_policy" "p" { name = "p" }

resource "zerotrust_app_integrity_config" "android" {
  version                     = "production"
  platform                    = "android"
  name                        = "Wallet"
  enabled                     = true
  package_name                = "a.b"
  decryption_key_wo           = var.key
  decryption_key_wo_version   = 1
  verification_key_wo         = var.key
  verification_key_wo_version = 1
}
`)
	cli.MustRun("init", "-no-color")
	output := cli.MustRun("plan", "-no-color", "-out=plan") + cli.MustRun("apply", "-no-color", "plan")
	s.Inject(mockapi.Fault{Operation: "updateAppIntegrityConfig", Times: 1, Status: 400, ContentType: "text/plain", Body: "the key Y2FuYXJ5LWtleQ== is bad"})
	text, err := os.ReadFile(filepath.Join(cli.Dir, "main.tf"))
	if err != nil {
		t.Fatal(err)
	}
	cli.Write("main.tf", strings.ReplaceAll(string(text), "_wo_version   = 1", "_wo_version   = 2"))
	failed, code := cli.Run("apply", "-no-color", "-auto-approve")
	if code != 1 || !strings.Contains(failed, "[redacted]") {
		t.Errorf("the refused key ends with %d:\n%s", code, failed)
	}
	output += failed + cli.MustRun("show", "-no-color", "-json", "plan") + cli.MustRun("destroy", "-no-color", "-auto-approve")

	stored := map[string]string{"the output": output}
	for _, file := range []string{filepath.Join(logs, "provider.log"), filepath.Join(logs, "cli.log"), filepath.Join(cli.Dir, "terraform.tfstate"), filepath.Join(cli.Dir, "terraform.tfstate.backup")} {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		stored[file] = string(content)
	}
	if !strings.Contains(stored[filepath.Join(logs, "provider.log")], "API request") {
		t.Error("the provider's log is not in the file, so that this test would see nothing")
	}
	secrets := []string{"canary-edge-token", "canary-apptego-secret", "Y2FuYXJ5LWtleQ==", "canary-key"}
	for _, e := range s.Journal() {
		if token, ok := strings.CutPrefix(e.Header.Get("Authorization"), "Bearer "); ok {
			secrets = append(secrets, token)
		}
	}
	for file, content := range stored {
		for _, secret := range secrets {
			if at := strings.Index(content, secret); at >= 0 {
				t.Errorf("%s holds a secret after ...%s", file, content[max(0, at-200):at])
			}
		}
	}
}
