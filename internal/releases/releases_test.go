// Package releases_test holds each release to what it has promised to the next: what it served stays (schema.txt), and what it
// left in a state plans no change (a configuration, the state of it, and the services). The entry of the version that is not
// released yet is what is served now; UPDATE_GOLDEN=1 writes it anew.
package releases_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/schemajson"
)

// release is one version that has been released, or the one that will be next.
type release struct {
	version, dir string
	next         bool // it is not released yet
}

// releases are the versions, the oldest first. The CHANGELOG says which is not released yet.
func releases(t *testing.T) []release {
	t.Helper()
	dirs, err := filepath.Glob(filepath.Join("testdata", "*"))
	if err != nil || len(dirs) == 0 {
		t.Fatal("no release is kept", err)
	}
	var all []release
	for _, dir := range dirs {
		version := filepath.Base(dir)
		all = append(all, release{version, dir, strings.Contains(changelog(t), "## "+version+" (Unreleased)\n")})
	}
	if !slices.ContainsFunc(all, func(r release) bool { return r.next }) && strings.Contains(changelog(t), "(Unreleased)\n") {
		t.Error("the CHANGELOG names a version that is not released yet, and nothing is kept of it")
	}
	return all
}

func changelog(t *testing.T) string {
	return file(t, filepath.Join(acctest.ModuleRoot(t), "CHANGELOG.md"))
}

func file(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// updating says that the entry of the next version is to be written.
func (r release) updating() bool { return r.next && os.Getenv("UPDATE_GOLDEN") != "" }

func (r release) keep(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(r.dir, name), content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestReleases_schema: nothing that a release served is removed, retyped or newly required, unless the CHANGELOG names it, and an
// upgrader takes the state of a resource.
func TestReleases_schema(t *testing.T) {
	t.Parallel()
	schema, err := schemajson.Provider(t.Context(), provider.Framework(provider.New("dev", provider.Options{})()))
	if err != nil {
		t.Fatal(err)
	}
	now := contract(schema)
	for _, r := range releases(t) {
		if r.updating() {
			r.keep(t, "schema.txt", []byte(now.String()))
		}
		kept := file(t, filepath.Join(r.dir, "schema.txt"))
		if r.next && kept != now.String() {
			t.Errorf("%s is not released yet, and its schema has changed: UPDATE_GOLDEN=1 writes it anew", r.version)
		}
		for _, broken := range breaks(parse(t, kept), now, changelog(t)) {
			t.Errorf("%s: %s", r.version, broken)
		}
	}
}

// TestReleases_breaks: the gate sees what would break a configuration or a state, and nothing else.
func TestReleases_breaks(t *testing.T) {
	t.Parallel()
	const before = `data source zerotrust_app.name string optional
function tag (string,string) string
resource zerotrust_app version 0
resource zerotrust_app.a string optional
resource zerotrust_app.b.c number required
resource zerotrust_app.d bool optional+computed
resource zerotrust_app.e string computed
`
	for name, c := range map[string]struct {
		from, to, changelog string
		breaks              int
	}{
		"nothing":                      {"", "", "", 0},
		"removed":                      {"resource zerotrust_app.a string optional\n", "", "", 1},
		"removed, told":                {"resource zerotrust_app.a string optional\n", "", "`zerotrust_app.a`", 1},
		"upgraded, not told":           {"version 0\nresource zerotrust_app.a string optional\n", "version 1\n", "", 1},
		"upgraded and told":            {"version 0\nresource zerotrust_app.a string optional\n", "version 1\n", "* `zerotrust_app.a` is gone", 0},
		"another is told":              {"version 0\nresource zerotrust_app.a string optional\n", "version 1\n", "* `zerotrust_app.ab` is gone", 1},
		"retyped":                      {"b.c number", "b.c string", "", 1},
		"newly required":               {"a string optional", "a string required", "", 1},
		"no longer required":           {"c number required", "c number optional", "", 0},
		"computed as well":             {"a string optional", "a string optional+computed", "", 0},
		"no longer computed":           {"d bool optional+computed", "d bool optional", "", 1},
		"settable":                     {"e string computed", "e string optional+computed", "", 0},
		"no longer settable":           {"d bool optional+computed", "d bool computed", "", 1},
		"write-only":                   {"a string optional", "a string optional+write-only", "", 1},
		"added":                        {"resource zerotrust_app.e", "resource zerotrust_app.dd string optional\nresource zerotrust_app.e", "", 0},
		"added and required":           {"resource zerotrust_app.e", "resource zerotrust_app.dd string required\nresource zerotrust_app.e", "", 1},
		"required, of something new":   {"resource zerotrust_app.e", "resource zerotrust_app.dd object optional\nresource zerotrust_app.dd.x string required\nresource zerotrust_app.e", "", 0},
		"a data source removed":        {"data source zerotrust_app.name string optional\n", "", "", 1},
		"a data source removed, told":  {"data source zerotrust_app.name string optional\n", "", "`zerotrust_app.name`", 0},
		"a function removed":           {"function tag (string,string) string\n", "", "the provider `zerotrust`", 1},
		"a function removed, told":     {"function tag (string,string) string\n", "", "`tag`", 0},
		"a function takes another":     {"(string,string)", "(number,string)", "", 1},
		"a function returns another":   {"(string,string) string", "(string,string) number", "", 1},
		"an older version of a schema": {"version 0", "version -1", "", 1},
	} {
		after := strings.Replace(before, c.from, c.to, 1)
		if c.from != c.to && after == before {
			t.Fatalf("%s: %q is not there", name, c.from)
		}
		if got := breaks(parse(t, before), parse(t, after), c.changelog); len(got) != c.breaks {
			t.Errorf("%s: %q, want %d", name, got, c.breaks)
		}
	}
}
