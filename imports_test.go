package main_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/zerotrust-as-code/terraform-provider-zerotrust"

// layer says what the packages of some directories may import besides the standard library. Patterns are those of
// path.Match on directories; "..." at the end means everything below.
type layer struct {
	directories []string
	internal    []string // directories of this module
	others      []string // modules or packages of others, with everything below
	never       []string // exact imports that are refused all the same
	oneAPI      bool     // at most one package of internal/api/*
}

// shared is what the nouns have in common.
func shared() []string {
	return []string{
		"internal/argument", "internal/conns", "internal/diags", "internal/flex", "internal/integrityid", "internal/life",
		"internal/managed", "internal/planmodifiers", "internal/private", "internal/validators",
	}
}

// layers is the layout of the module. A package that no layer names fails the test: decide where it belongs.
func layers() []layer {
	clients := []string{"github.com/hashicorp/go-retryablehttp", "golang.org/x/sync", "golang.org/x/time/rate"}
	framework := []string{
		"github.com/hashicorp/terraform-plugin-framework", "github.com/hashicorp/terraform-plugin-framework-validators",
		"github.com/hashicorp/terraform-plugin-framework-timeouts", "github.com/hashicorp/terraform-plugin-go",
		"github.com/hashicorp/terraform-plugin-log",
	}
	api := []string{"internal/api", "internal/api/*"}
	return []layer{
		{directories: []string{"."}, internal: []string{"internal/check", "internal/export", "internal/provider", "internal/intent", "internal/parent", "internal/review"}, others: framework},
		{directories: []string{"internal/intent"}, others: []string{"github.com/gofrs/flock"}},
		{directories: []string{"internal/loglevel", "internal/parent"}},
		{directories: []string{"internal/api"}, internal: []string{"internal/intent"}, others: clients},
		{directories: []string{"internal/api/*"}, internal: []string{"internal/api"}, others: append(clients, "github.com/coder/websocket")},
		{directories: shared(), internal: slices.Concat(api, shared(), []string{"internal/intent"}), others: framework},
		{
			directories: []string{"internal/service/*"}, internal: slices.Concat(api, shared(), []string{"internal/meaning"}), others: framework,
			never: []string{"net/http"}, oneAPI: true,
		},
		{directories: []string{"internal/provider"}, internal: slices.Concat(api, shared(), []string{"internal/functions", "internal/intent", "internal/loglevel", "internal/meaning", "internal/service/*"}), others: framework},
		{directories: []string{"internal/check"}, internal: []string{"internal/api", "internal/api/*", "internal/provider"}},
		{ // the command asks the provider through the protocol
			directories: []string{"internal/export"}, internal: []string{"internal/provider"},
			others: []string{
				"github.com/hashicorp/hcl/v2", "github.com/hashicorp/terraform-plugin-go", "github.com/gosimple/unidecode", "github.com/schollz/progressbar/v3",
				"github.com/zclconf/go-cty", "golang.org/x/sync", "golang.org/x/term",
			},
		},
		{directories: []string{"internal/functions"}, internal: slices.Concat(api, shared()), others: framework},
		{directories: []string{"internal/contract", "internal/meaning"}},
		// It reads plans and nothing else, and knows no noun by name.
		{directories: []string{"internal/review"}, internal: []string{"internal/meaning"}, others: []string{"github.com/mattn/go-isatty"}},
		{directories: []string{"internal/contract/edgegen"}, internal: []string{"internal/contract"}, others: []string{"gopkg.in/yaml.v3"}},
		{directories: []string{"internal/mockapi"}, internal: []string{"internal/contract"}, others: []string{"github.com/coder/websocket", "github.com/getkin/kin-openapi", "gopkg.in/yaml.v3"}},
		{directories: []string{"internal/acctest"}, internal: []string{"internal/..."}, others: []string{"..."}},
		{ // the suite speaks the protocol, and the tables know the vendor's lists of values: neither knows how the product works
			directories: []string{"internal/lifetest"}, internal: []string{"internal/acctest", "internal/mockapi"},
			others: []string{"github.com/hashicorp/terraform-plugin-go", "github.com/hashicorp/terraform-plugin-testing"},
		},
		{directories: []string{"internal/nouns"}, internal: []string{"internal/api/edge", "internal/lifetest", "internal/mockapi"}},
		{directories: []string{"internal/acctest/trivial"}, others: framework}, // measured, so without what the tests are made of
		{directories: []string{"internal/cli"}, others: []string{"github.com/hashicorp/go-version"}},
		{
			directories: []string{"internal/schemajson"},
			others:      []string{"github.com/hashicorp/terraform-json", "github.com/hashicorp/terraform-plugin-go", "github.com/zclconf/go-cty"},
		},
		{directories: []string{"tools/..."}, internal: []string{"internal/..."}, others: []string{"..."}},
	}
}

func matches(patterns []string, name string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		if below, found := strings.CutSuffix(pattern, "..."); found {
			return strings.HasPrefix(name, below)
		}
		ok, _ := path.Match(pattern, name)
		return ok
	})
}

// refusals says which imports of a package its layer does not allow.
func refusals(directory string, imports []string) []string {
	var refused, apis []string
	for _, l := range layers() {
		if !matches(l.directories, directory) {
			continue
		}
		for _, name := range imports {
			own, internal := strings.CutPrefix(name, module+"/")
			standard := !strings.Contains(strings.SplitN(name, "/", 2)[0], ".")
			allowed := standard ||
				internal && matches(l.internal, own) ||
				!internal && slices.ContainsFunc(l.others, func(o string) bool { return o == "..." || name == o || strings.HasPrefix(name, o+"/") })
			if !allowed || slices.Contains(l.never, name) {
				refused = append(refused, name)
			}
			if ok, _ := path.Match("internal/api/*", own); ok && internal && !slices.Contains(apis, name) {
				apis = append(apis, name)
			}
		}
		if l.oneAPI && len(apis) > 1 {
			refused = append(refused, apis...)
		}
		return refused
	}
	return []string{"anything: no layer of this test holds the package"}
}

func TestImports_followTheLayers(t *testing.T) {
	t.Parallel()
	imports := map[string][]string{}
	for _, f := range sources(t, parser.ImportsOnly) {
		if f.test {
			continue
		}
		for _, spec := range f.syntax.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			imports[f.directory] = append(imports[f.directory], name)
		}
	}
	for directory, names := range imports {
		for _, refused := range refusals(directory, names) {
			t.Errorf("package %s must not import %s", directory, refused)
		}
	}
	for _, l := range layers() {
		for _, pattern := range l.directories {
			if !slices.ContainsFunc(slices.Collect(maps.Keys(imports)), func(directory string) bool { return matches([]string{pattern}, directory) }) {
				t.Errorf("no package is in %s: take it out of this test", pattern)
			}
		}
	}
}

// TestImports_ofTests: tests may import anything but commands.
func TestImports_ofTests(t *testing.T) {
	t.Parallel()
	for _, f := range sources(t, parser.ImportsOnly) {
		for _, spec := range f.syntax.Imports {
			if strings.HasPrefix(f.directory, "internal/") && strings.HasPrefix(spec.Path.Value, `"`+module+"/tools") {
				t.Errorf("%s must not import %s", f.name, spec.Path.Value)
			}
		}
	}
}

// TestImports_refusals shows that each rule can fail.
func TestImports_refusals(t *testing.T) {
	t.Parallel()
	const own = module + "/internal/"
	for _, c := range []struct {
		directory, imported string
		refused             bool
	}{
		{"internal/api", "github.com/hashicorp/terraform-plugin-log/tflog", true},
		{"internal/api", "net/http", false},
		{"internal/api", own + "api/edge", true},
		{"internal/api/edge", own + "api", false},
		{"internal/api/edge", own + "api/apptego", true},
		{"internal/api/edge", own + "flex", true},
		{"internal/api/edge", "github.com/hashicorp/terraform-plugin-framework/types", true},
		{"internal/api/edge", "golang.org/x/sync/singleflight", false},
		{"internal/api", own + "intent", false},
		{"internal/intent", own + "api", true},
		{"internal/service/app", own + "intent", true},
		{"internal/flex", own + "service/app", true},
		{"internal/conns", own + "provider", true},
		{"internal/argument", own + "api/edge", false},
		{"internal/service/app", "net/http", true},
		{"internal/service/app", own + "service/policy", true},
		{"internal/service/app", own + "provider", true},
		{"internal/service/app", own + "mockapi", true},
		{"internal/service/app", own + "acctest", true},
		{"internal/service/app", own + "flex", false},
		{"internal/service/new", own + "api/gate", false},
		{"internal/provider", own + "mockapi", true},
		{"internal/provider", own + "service/app", false},
		{"internal/mockapi", own + "api", true},
		{"internal/mockapi", own + "api/edge", true},
		{"internal/mockapi", own + "contract", false},
		{"internal/cli", module + "/tools/cli", true},
		{"internal/acctest", module + "/tools/cli", true},
		{"internal/acctest", own + "mockapi", false},
		{"internal/lifetest", own + "service/app", true},
		{"internal/lifetest", own + "api/edge", true},
		{"internal/nouns", own + "api/edge", false},
		{"internal/provider", own + "nouns", true},
		{"internal/review", own + "service/app", true},
		{"internal/service/app", own + "meaning", false},
		{"tools/demo", own + "mockapi", false},
		{".", own + "provider", false},
		{".", own + "mockapi", true},
		{"internal/common", "fmt", true},
	} {
		if got := refusals(c.directory, []string{c.imported}); (len(got) > 0) != c.refused {
			t.Errorf("package %s importing %s: refused %v, want refused: %t", c.directory, c.imported, got, c.refused)
		}
	}
	if got := refusals("internal/service/app", []string{own + "api/edge", own + "api/gate"}); len(got) != 2 {
		t.Errorf("two APIs in one noun: refused %v", got)
	}
}

// source is one file of this module.
type source struct {
	directory, name string
	test            bool
	syntax          *ast.File
	set             *token.FileSet
}

// sources parses the files of this module, without the modules of their own below it.
func sources(t *testing.T, mode parser.Mode) []source {
	t.Helper()
	var found []source
	set := token.NewFileSet()
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			_, nested := os.Stat(filepath.Join(name, "go.mod"))
			if name != "." && (nested == nil || strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		syntax, err := parser.ParseFile(set, name, nil, mode)
		if err != nil {
			return fmt.Errorf("parsing %s: %w", name, err)
		}
		found = append(found, source{
			directory: filepath.ToSlash(filepath.Dir(name)), name: filepath.ToSlash(name),
			test: strings.HasSuffix(name, "_test.go"), syntax: syntax, set: set,
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
