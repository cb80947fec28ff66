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
		if f.test || !strings.HasPrefix(f.directory, "internal/") {
			continue
		}
		checked++
		for _, name := range mutable(f.syntax) {
			t.Errorf("%s: the package-level variable %s can change: keep it in a struct, or return it from a function", f.name, name)
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
				if name.Name != "_" && !sentinel(value, i) && !embedded(general, value) && !onceOnly(file, name.Name) {
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
	loadContracts = sync.OnceValue(f)
)

func f() { var local int; _ = local }
`
	file, err := parser.ParseFile(token.NewFileSet(), "p.go", text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"raw", "errLate", "table", "once", "plain", "loadContracts"}
	if got := mutable(file); !slices.Equal(got, want) {
		t.Errorf("found %v, want %v", got, want)
	}
}
