package appintegrity_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// watched is a CLI with an applied configuration for android, as a scheduled job would have it.
type watched struct {
	*acctest.CLI
	*testing.T
	services *acctest.Services
}

func watch(t *testing.T, a arguments) watched {
	t.Helper()
	w := watched{acctest.NewCLI(t), t, acctest.Start(t, mockapi.Options{})}
	w.Write("main.tf", acctest.RequiredProviders()+w.services.Provider()+a.block("test"))
	w.MustRun("apply", "-no-color", "-auto-approve")
	return w
}

// exits runs a command that must end with a code and say some texts, and returns what it printed.
func (w watched) exits(code int, args []string, texts ...string) string {
	w.Helper()
	output, got := w.CLI.Run(append(args[:1:1], append([]string{"-no-color"}, args[1:]...)...)...)
	if got != code {
		w.Fatalf("%v ends with %d, want %d\n%s", args, got, code, output)
	}
	words := strings.Join(strings.Fields(strings.ReplaceAll(output, "│", "")), " ")
	for _, text := range texts {
		if !strings.Contains(words, text) {
			w.Errorf("%v does not say %q\n%s", args, text, output)
		}
	}
	for _, secret := range []string{decryptionKey, verificationKey, secondKey, mockapi.MaskLastFour(decryptionKey), mockapi.MaskLastFour(secondKey), "***"} {
		if strings.Contains(output, secret) {
			w.Errorf("%v shows a key or a mask\n%s", args, output)
		}
	}
	return output
}

func (w watched) theirs(fields mockapi.Object) {
	w.Helper()
	if err := w.services.Change(kind, id(w.T, w.services), fields); err != nil {
		w.Fatal(err)
	}
	w.services.ResetJournal()
}

// What a scheduled job sees of keys that somebody changed or removed: the drift, the reason, and nothing of the keys. The
// exit code of -refresh-only is not looked at: Terraform 1.11 ends with 2 also when it prints that there are no changes, and
// OpenTofu does not tell by it.
func TestAccKeyDrift_scheduled(t *testing.T) {
	t.Parallel()
	w := watch(t, full("android").with(arguments{"verification_key_wo_version": ""})) // one key with a version, one without
	refreshOnly, plan := []string{"plan", "-refresh-only"}, []string{"plan", "-detailed-exitcode"}
	w.exits(0, refreshOnly, "No changes.")
	w.exits(0, plan, "No changes.")
	w.theirs(mockapi.Object{"decryption_key": secondKey, "verification_key": nil})
	w.exits(0, refreshOnly, "Objects have changed outside of", `~ decryption_key_status = "in_sync" -> "changed_outside"`, `~ verification_key_status = "in_sync" -> "missing"`)
	drift := []string{
		`~ decryption_key_status = "changed_outside" -> "in_sync"`, `~ verification_key_status = "missing" -> "in_sync"`,
		"0 to add, 1 to change, 0 to destroy", "Warning: Decryption Key Changed Outside of Terraform", "Warning: Verification Key Removed Outside of Terraform",
		"The service shows another mask for the decryption key", "The service shows no mask for the verification key", "The configured decryption_key_wo is sent again.",
	}
	w.exits(2, plan, drift...)

	// After a refresh alone the state says it, and the plan is the same.
	w.exits(0, []string{"refresh"})
	w.exits(0, []string{"show"}, `decryption_key_status = "changed_outside"`, `verification_key_status = "missing"`)
	w.exits(0, refreshOnly, "No changes.")
	w.exits(2, plan, drift...)
	w.exits(2, append(plan, "-refresh=false"), drift...)

	w.exits(0, []string{"apply", "-auto-approve"}, "1 changed")
	if sent, want := updates(w.services), `{"decryption_key":"`+decryptionKey+`","verification_key":"`+verificationKey+`"}`; len(sent) != 1 || sent[0] != want {
		t.Errorf("updates %v, want %s", sent, want)
	}
	w.exits(0, refreshOnly, "No changes.")
	w.exits(0, plan, "No changes.")
	w.exits(0, []string{"show"}, `decryption_key_status = "in_sync"`, `verification_key_status = "in_sync"`)
}

// A key that is not in the configuration any more cannot be repaired: the plan warns and does nothing, each time. So the
// drift is in what a job prints, and not in its exit code.
func TestAccKeyDrift_notConfigured(t *testing.T) {
	t.Parallel()
	w := watch(t, full("android").with(noVersions()))
	w.Write("main.tf", acctest.RequiredProviders()+w.services.Provider()+full("android").with(noKeys()).block("test"))
	w.exits(0, []string{"plan", "-detailed-exitcode"}, "No changes.")
	w.theirs(mockapi.Object{"decryption_key": secondKey})
	w.exits(0, []string{"plan", "-refresh-only"}, `~ decryption_key_status = "in_sync" -> "changed_outside"`)
	for range 2 {
		w.exits(0, []string{"plan", "-detailed-exitcode"}, "Warning: Decryption Key Changed Outside of Terraform", "Nothing is sent, since decryption_key_wo is not configured.")
		w.exits(0, []string{"apply", "-auto-approve"}, "0 changed", "Warning: Decryption Key Changed Outside of Terraform")
	}
	if sent := writes(w.services); len(sent) > 0 {
		t.Errorf("writes %v", sent)
	}
	// Configured once more, it is repaired.
	w.Write("main.tf", acctest.RequiredProviders()+w.services.Provider()+full("android").with(noVersions()).block("test"))
	w.exits(0, []string{"apply", "-auto-approve"}, "1 changed")
	if sent, want := updates(w.services), `{"decryption_key":"`+decryptionKey+`"}`; len(sent) != 1 || sent[0] != want {
		t.Errorf("updates %v, want %s", sent, want)
	}
	w.exits(0, []string{"plan", "-detailed-exitcode"}, "No changes.")
}

// A state of a release that knew neither the statuses nor what to remember. With a version nothing is sent, without one the
// key is sent once.
func TestAccKeys_upgraded(t *testing.T) {
	t.Parallel()
	w := watch(t, full("android").with(arguments{"verification_key_wo_version": ""}))
	file := filepath.Join(w.Dir, "terraform.tfstate")
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	old := regexp.MustCompile(`(?m)^\s*"(decryption_key_status|verification_key_status|private)": "[^"]*",?\n`).ReplaceAll(raw, nil)
	old = regexp.MustCompile(`,(\s*[}\]])`).ReplaceAll(old, []byte("$1"))
	if strings.Contains(string(old), "_status") || strings.Contains(string(old), `"private"`) {
		t.Fatalf("the state is not an old one: %s", old)
	}
	if err := os.WriteFile(file, old, 0o600); err != nil {
		t.Fatal(err)
	}
	w.services.ResetJournal()
	w.exits(2, []string{"plan", "-detailed-exitcode"}, `~ verification_key_status = "unverified" -> "in_sync"`, "Warning: Verification Key Is Sent", "0 to add, 1 to change, 0 to destroy")
	w.exits(0, []string{"apply", "-auto-approve"}, "1 changed")
	if sent, want := updates(w.services), `{"verification_key":"`+verificationKey+`"}`; len(sent) != 1 || sent[0] != want {
		t.Errorf("updates %v, want %s", sent, want)
	}
	w.exits(0, []string{"plan", "-detailed-exitcode"}, "No changes.")
	w.exits(0, []string{"show"}, `decryption_key_status = "unverified"`, `verification_key_status = "in_sync"`)
}
