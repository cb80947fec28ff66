package export_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/export"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
)

// start serves a tenant that the environment of this process configures the provider for. So tests that call it are not
// parallel.
func start(t *testing.T, options mockapi.Options) *acctest.Services {
	t.Helper()
	s := acctest.Start(t, options)
	for _, setting := range s.Environ(s.URL) {
		name, value, _ := strings.Cut(setting, "=")
		t.Setenv(name, value)
	}
	return s
}

// run exports into a folder, and returns what was said and the exit code.
func run(t *testing.T, dir string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, errs bytes.Buffer
	code = mainOf(t.Context(), append(args, dir), &out, &errs)
	return out.String(), errs.String(), code
}

func mainOf(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	return export.Main(ctx, "test", args, stdout, stderr)
}

// filesOf returns the files of a folder by name.
func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, entry := range entries {
		content, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[entry.Name()] = string(content)
	}
	return files
}

// oddNames are what people type into consoles, some of it twice.
func oddNames() []string {
	return []string{
		"Git", "twin", "twin", "TWIN", "${var.name} %{ if true }", `"quoted" and \ slashed`, "two\nlines\n", "1st of its kind", "Ünïcödé 名前 ☃", "null", " blanks around ",
		"résumé", "for", strings.Repeat("very long ", 30),
	}
}

// odd fills a tenant with count objects of each noun that has a list, and returns how many there are.
func odd(t *testing.T, s *acctest.Services, count int) int {
	t.Helper()
	all := 0
	odd := oddNames()
	for _, n := range nouns.Lives() {
		if n.List == "" { // nothing finds them
			continue
		}
		for i := range count {
			o := maps.Clone(n.Kept())
			if i%2 == 1 {
				o = maps.Clone(n.Existing())
			}
			if n.Key != "" {
				o[n.Key] = odd[i%len(odd)]
			}
			if n.ID != "" {
				o[n.ID] = fmt.Sprintf("%s-%d", strings.TrimPrefix(n.TypeName, "zerotrust_"), i)
			}
			if n.TypeName == "zerotrust_token" { // suspended tokens are those that were revoked: no list shows them
				delete(o, "status")
			}
			s.Put(n.Kind, o)
			all++
		}
	}
	for i := range count {
		o := mockapi.Object{"version": []string{"development", "staging", "production"}[i%3], "platform": "ios", "name": []string{"Prüfung", "1st", "twin"}[i%2], "team_id": "T", "bundle_id": "b"}
		if i%2 == 1 {
			o = mockapi.Object{
				"version": "production", "platform": "android", "name": "twin", "enabled": true, "action": "message", "package_name": "a.b",
				"decryption_key": "c2VjcmV0LW9uZQ==", "verification_key": "c2VjcmV0LXR3bw==", "cloud_project_number": "123", "message": "${x}\n\n  second\n",
				"title": "t", "buttons": []any{"b"}, "actions": []any{"die"}, "redirects": []any{""},
			}
		}
		s.Put(mockapi.KindAppIntegrityConfig, o)
		all++
	}
	return all + related(s)
}

// related are objects that name others, also such that are gone, and returns how many they are.
func related(s *acctest.Services) int {
	user := s.Put(mockapi.KindUser, mockapi.Object{"display_name": "Alice"})
	connector := s.Put(mockapi.KindConnector, mockapi.Object{"unique_name": "zurich-1", "name": "Zurich"})
	app := s.Put(mockapi.KindApp, mockapi.Object{"name": "Git", "connector_unique_name": connector})
	workflow := s.Put(mockapi.KindWorkflow, mockapi.Object{"name": "Ask", "recipients": []any{"user:" + user, "group:security"}})
	attribute := s.Put(mockapi.KindPostureAttribute, mockapi.Object{"name": "Disk encryption"})
	s.Put(mockapi.KindPostureProfile, mockapi.Object{"name": "Healthy", "attribute_uuids": []any{attribute, "gone"}})
	s.Put(mockapi.KindPolicy, mockapi.Object{
		"name": "Ask for Git", "workflow_uuid": workflow,
		"app_filter":     map[string]any{"include_any": []any{map[string]any{"all": []any{"app:" + app, "app:gone"}}}},
		"session_filter": map[string]any{"exclude_any": []any{map[string]any{"all": []any{"os:macos", "user:" + user}}, map[string]any{"all": []any{"group:eng"}}}},
	})
	s.Put(mockapi.KindPolicy, mockapi.Object{"name": "Orphan", "workflow_uuid": "gone"})
	s.Put(mockapi.KindAccess, mockapi.Object{"description": "Alice reaches Git", "user_list": []any{"user:" + user, "group:eng"}, "app_list": []any{app, "gone"}})
	return 9
}
