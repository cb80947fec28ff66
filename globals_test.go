package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestGlobals: two provider blocks for two tenants run in one process. Whatever a package keeps in a variable, both see.
func TestGlobals(t *testing.T) {
	t.Parallel()
	checked := 0
	for _, f := range sources(t, parser.ParseComments|parser.SkipObjectResolution) {
		if f.test || !strings.HasPrefix(f.directory, "internal/") && f.directory != "." {
			continue
		}
		checked++
		for _, name := range mutable(f.syntax) {
			t.Errorf("%s: the package-level variable %s can change: keep it in a struct, or return it from a function", f.name, name)
		}
		// A command is a process of its own, and main alone has the log level matched, before anything is served.
		if f.syntax.Name.Name == "main" || f.name == "internal/loglevel/loglevel.go" {
			continue
		}
		for _, name := range ofOthers(f.syntax) {
			t.Errorf("%s: %s is state of the whole process, which all provider blocks share", f.name, name)
		}
	}
	if checked < 50 {
		t.Errorf("only %d files were checked", checked)
	}
}

// mutable returns the package-level variables of a file but interface assertions, error sentinels and embedded texts.
func mutable(file *ast.File) []string {
	var found []string
	for _, declaration := range file.Decls {
		general, ok := declaration.(*ast.GenDecl)
		if !ok || general.Tok != token.VAR {
			continue
		}
		for _, spec := range general.Specs {
			value := spec.(*ast.ValueSpec)
			for i, name := range value.Names {
				if name.Name != "_" && !sentinel(value, i) && !embedded(general, value) && !onceOnly(file, name.Name) && !linked(file, name.Name) {
					found = append(found, name.Name)
				}
			}
		}
	}
	return found
}

func sentinel(value *ast.ValueSpec, i int) bool {
	if !regexp.MustCompile(`^[eE]rr[A-Z]`).MatchString(value.Names[i].Name) || i >= len(value.Values) {
		return false
	}
	call, ok := value.Values[i].(*ast.CallExpr)
	if !ok {
		return false
	}
	function, ok := call.Fun.(*ast.SelectorExpr)
	return ok && selects(function, "errors", "New")
}

func selects(s *ast.SelectorExpr, pkg, name string) bool {
	of, ok := s.X.(*ast.Ident)
	return ok && of.Name == pkg && s.Sel.Name == name
}

// embedded says whether a variable is a string that go:embed fills, which must be a variable.
func embedded(general *ast.GenDecl, value *ast.ValueSpec) bool {
	typ, ok := value.Type.(*ast.Ident)
	if !ok || typ.Name != "string" {
		return false
	}
	for _, group := range []*ast.CommentGroup{general.Doc, value.Doc} {
		if group != nil && slices.ContainsFunc(group.List, func(c *ast.Comment) bool { return strings.HasPrefix(c.Text, "//go:embed ") }) {
			return true
		}
	}
	return false
}

// onceOnly excuses the one cache there is: the parsed contracts of the mock, which are constants of the program and take
// long to parse.
func onceOnly(file *ast.File, name string) bool {
	return file.Name.Name == "mockapi" && name == "loadContracts"
}

// linked excuses the version, which the linker sets in the main package.
func linked(file *ast.File, name string) bool {
	return file.Name.Name == "main" && name == "version"
}

// ofOthers returns what a file uses of the state that the standard library keeps for the whole process. The transport of the
// API clients clones http.DefaultTransport, which changes nothing.
func ofOthers(file *ast.File) []string {
	shared := map[string][]string{
		"http": {"DefaultClient", "DefaultServeMux", "Get", "Head", "Post", "PostForm", "Handle", "HandleFunc"},
		"os":   {"Setenv", "Unsetenv", "Clearenv", "Chdir"},
		"log":  {"SetOutput", "SetFlags", "SetPrefix"},
		"slog": {"SetDefault", "SetLogLoggerLevel"},
	}
	var found []string
	ast.Inspect(file, func(node ast.Node) bool {
		selector, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if of, ok := selector.X.(*ast.Ident); ok && slices.Contains(shared[of.Name], selector.Sel.Name) {
			found = append(found, of.Name+"."+selector.Sel.Name)
		}
		return true
	})
	return found
}

// TestGlobals_mutable shows that the test above can fail.
func TestGlobals_mutable(t *testing.T) {
	t.Parallel()
	const text = `package p

import "errors"

//go:embed a.yaml
var document string

//go:embed b.yaml
var raw []byte

var (
	_       Iface = (*T)(nil)
	ErrGone       = errors.New("gone")
	errOwn        = errors.New("own")
	errLate error
	table         = map[string]int{}
	once    sync.Once
	plain   string
	pointer = &T{}
	list    = []int{1}
	lock    sync.Mutex
	version = "dev"
	loadContracts = sync.OnceValue(f)
)

func f() { var local int; _ = local; http.DefaultClient.Get(""); os.Getenv(""); os.Setenv("", ""); http.DefaultTransport.Clone() }
`
	file, err := parser.ParseFile(token.NewFileSet(), "p.go", text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"raw", "errLate", "table", "once", "plain", "pointer", "list", "lock", "version", "loadContracts"}
	if got := mutable(file); !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
	want = []string{"http.DefaultClient", "os.Setenv"}
	if got := ofOthers(file); !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
}
