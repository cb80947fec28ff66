package export_test

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestExport_selects: filters select, what something else keeps is left out unless it is asked for, and counted.
func TestExport_selects(t *testing.T) { //nolint:paralleltest // the environment configures the services
	s := start(t, mockapi.Options{})
	s.Put(mockapi.KindApp, mockapi.Object{"name": "Git", "status": 3})
	s.Put(mockapi.KindApp, mockapi.Object{"name": "Wiki"})
	s.Put(mockapi.KindApp, mockapi.Object{"name": "Synced", "data_source": 2})
	s.Put(mockapi.KindPolicy, mockapi.Object{"name": "Child", "parent_app_control_policy_uuid": "parent"})
	s.Put(mockapi.KindPolicy, mockapi.Object{"name": "Own"})
	s.Put(mockapi.KindToken, mockapi.Object{"name": "Revoked", "status": 3})
	s.Put(mockapi.KindAppIntegrityConfig, mockapi.Object{"version": "staging", "platform": "ios", "name": "iOS"})
	for name, c := range map[string]struct {
		args []string
		want []string
		said string
	}{
		"everything": {nil, []string{"app.git", "app.wiki", "app_integrity_config.staging_ios", "policy.own"}, "2 zerotrust_app, and 1 left out that an integration or another object keeps"},
		"synced":     {[]string{"-synced"}, []string{"app.git", "app.synced", "app.wiki", "app_integrity_config.staging_ios", "policy.own"}, "1 zerotrust_policy, and 1 left out"},
		"a service":  {[]string{"-service", "apptego"}, []string{"app_integrity_config.staging_ios"}, ""},
		"a type":     {[]string{"-type", "zerotrust_policy"}, []string{"policy.own"}, ""},
		"a name":     {[]string{"-name", "^(Git|Own)$"}, []string{"app.git", "policy.own"}, ""},
		"revoked":    {[]string{"-type", "token"}, nil, "0 zerotrust_token, and 1 left out that were revoked"},
		"asked for":  {[]string{"-type", "token", "-status", "SUSPENDED"}, []string{"token.revoked"}, ""},
		"a status":   {[]string{"-status", "SUSPENDED", "-type", "app"}, []string{"app.git"}, ""},
	} {
		dir := filepath.Join(t.TempDir(), "x")
		said, errs, code := run(t, dir, c.args...)
		if code != 0 || !strings.Contains(said, c.said) {
			t.Errorf("%s: exit code %d: %s%s", name, code, said, errs)
			continue
		}
		var got []string
		for _, found := range regexp.MustCompile(`to = zerotrust_(\S+)`).FindAllStringSubmatch(filesOf(t, dir)["imports.tf"], -1) {
			got = append(got, found[1])
		}
		if slices.Sort(got); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// TestExport_names: a new object changes no name of another, whatever it is called.
func TestExport_names(t *testing.T) { //nolint:paralleltest // the environment configures the services
	s := start(t, mockapi.Options{})
	put := func(name string, created int) {
		s.Put(mockapi.KindApp, mockapi.Object{"uuid": fmt.Sprintf("id-%d", 100-created), "name": name, "create_time": int64(1_800_000_000_000 + created)})
	}
	for i, name := range oddNames() {
		put(name, i)
	}
	before := filepath.Join(t.TempDir(), "before")
	run(t, before, "-type", "app")
	for i, name := range oddNames() {
		put(name, 50+i)
	}
	after := filepath.Join(t.TempDir(), "after")
	run(t, after, "-type", "app")
	old, all := filesOf(t, before), filesOf(t, after)
	for _, block := range strings.Split(strings.TrimSpace(old["imports.tf"]), "\n\n")[1:] {
		if !strings.Contains(all["imports.tf"], block) {
			t.Errorf("this is no longer so:\n%s", block)
		}
	}
	for _, want := range []string{`"twin"`, `"twin_2"`, `"twin_3"`, `"app_1st_of_its_kind"`, `"unicode_ming_qian"`, `"resume"`, `"var_name_if_true"`, `"two_lines"`} {
		if !strings.Contains(old["app.tf"], `resource "zerotrust_app" `+want) {
			t.Errorf("no app has the name %s in\n%s", want, old["app.tf"])
		}
	}
}

// TestExport_folder: what is there stays unless it may go, and an end in between leaves nothing.
func TestExport_folder(t *testing.T) { //nolint:paralleltest // the environment configures the services
	s := start(t, mockapi.Options{})
	s.Put(mockapi.KindApp, mockapi.Object{"name": "Git"})
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "mine.tf"), []byte("# mine\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, errs, code := run(t, dir); code != 2 || !strings.Contains(errs, "is not empty") || !maps.Equal(filesOf(t, dir), map[string]string{"mine.tf": "# mine\n"}) {
		t.Errorf("exit code %d: %s", code, errs)
	}
	if _, errs, code := run(t, dir, "-force"); code != 0 || filesOf(t, dir)["app.tf"] == "" || filesOf(t, dir)["mine.tf"] == "" {
		t.Errorf("exit code %d: %s", code, errs)
	}
	s.RemoveOnly(t, mockapi.KindApp)
	if _, errs, code := run(t, dir, "-force"); code != 0 || filesOf(t, dir)["app.tf"] != "" || filesOf(t, dir)["mine.tf"] == "" {
		t.Errorf("exit code %d: %s, the folder is %v", code, errs, filesOf(t, dir))
	}
}

// TestExport_interrupted: an end while it reads leaves no folder and no half of a file.
func TestExport_interrupted(t *testing.T) { //nolint:paralleltest // the environment configures the services
	s := start(t, mockapi.Options{})
	s.Put(mockapi.KindApp, mockapi.Object{"name": "Git"})
	ctx, cancel := context.WithCancel(t.Context())
	s.Inject(mockapi.Fault{Operation: "queryPolicies", Tamper: func(o mockapi.Object) mockapi.Object {
		cancel()
		return o
	}})
	parent := t.TempDir()
	var out, errs strings.Builder
	code := mainOf(ctx, []string{filepath.Join(parent, "x")}, &out, &errs)
	if entries, err := os.ReadDir(parent); code != 2 || !strings.Contains(errs.String(), "interrupted") || err != nil || len(entries) > 0 {
		t.Errorf("exit code %d: %s, left are %v, %v", code, errs.String(), entries, err)
	}
}

// TestExport_notTakenOver: what the provider would refuse is a comment in the file and a line in the summary, and so is what
// could not be read.
func TestExport_notTakenOver(t *testing.T) { //nolint:paralleltest // the environment configures the services
	s := start(t, mockapi.Options{})
	s.Put(mockapi.KindApp, mockapi.Object{"name": "Git"})
	s.Put(mockapi.KindApp, mockapi.Object{"uuid": " blank ", "name": "Wiki"})
	s.Put(mockapi.KindPostureAttribute, mockapi.Object{"name": "Odd", "attribute_type": 99})
	s.Inject(mockapi.Fault{Operation: "queryPolicies", Status: http.StatusForbidden})
	dir := filepath.Join(t.TempDir(), "x")
	said, _, code := run(t, dir)
	files := filesOf(t, dir)
	if code != 1 || !strings.Contains(said, "Not taken over: zerotrust_posture_attribute \"Odd\"") || !strings.Contains(said, "Not taken over: zerotrust_policy could not be read:") ||
		!strings.Contains(said, "Not taken over: zerotrust_app \"Wiki\" ( blank )") {
		t.Errorf("exit code %d: %s", code, said)
	}
	if !strings.Contains(files["posture_attribute.tf"], "# resource \"zerotrust_posture_attribute\" \"odd\"") || strings.Contains(files["imports.tf"], "odd") ||
		!strings.Contains(files["policy.tf"], "# zerotrust_policy could not be read: ") || !strings.Contains(files["app.tf"], "\nresource \"zerotrust_app\" \"git\"") {
		t.Errorf("the files are %v", files)
	}
}

// TestExport_refuses: mistakes are told before anything is asked.
func TestExport_refuses(t *testing.T) {
	s := start(t, mockapi.Options{})
	for want, args := range map[string][]string{
		"name one folder":        {"a"},
		"-service gate":          {"-service", "gate"},
		"-type zerotrust_nope":   {"-type", "zerotrust_nope"},
		"no regular expression":  {"-name", "("},
		"flag provided but not":  {"-nope"},
		"must be of the form":    {"-route", "getApp"},
		`"nope" is no operation`: {"-route", "nope=GET /x"},
	} {
		if _, errs, code := run(t, filepath.Join(t.TempDir(), "x"), args...); code != 2 || !strings.Contains(errs, want) {
			t.Errorf("%v: exit code %d: %s", args, code, errs)
		}
	}
	if said, _, code := run(t, "", "-help"); code != 0 || !strings.Contains(said, "-members") {
		t.Errorf("exit code %d: %s", code, said)
	}
	t.Setenv("ZEROTRUST_EDGE_API_TOKEN", "wrong")
	if _, errs, code := run(t, filepath.Join(t.TempDir(), "x"), "-service", "edge", "-type", "app"); code != 2 || !strings.Contains(errs, "nothing could be read") {
		t.Errorf("exit code %d: %s", code, errs)
	}
	for _, e := range s.Journal() {
		if e.Status == http.StatusOK {
			t.Errorf("%s was asked", e.Operation)
		}
	}
}

// TestExport_routes: the settings that correct routes are those of the provider, and are written for it.
func TestExport_routes(t *testing.T) { //nolint:paralleltest // the environment configures the services
	s := start(t, mockapi.Options{Routes: map[string]string{"queryApps": "GET /api/v1/app"}})
	s.Put(mockapi.KindApp, mockapi.Object{"name": "Git"})
	dir := filepath.Join(t.TempDir(), "x")
	if said, errs, code := run(t, dir, "-type", "app", "-route", "queryApps=GET /api/v1/app"); code != 0 {
		t.Fatalf("exit code %d: %s%s", code, said, errs)
	}
	if text := filesOf(t, dir)["terraform.tf"]; !strings.Contains(text, `queryApps = "GET /api/v1/app"`) {
		t.Errorf("terraform.tf is\n%s", text)
	}
}
