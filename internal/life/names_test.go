package life_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
)

// TestLife_knowsNoNoun: what a noun does otherwise it says itself.
func TestLife_knowsNoNoun(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, n := range nouns.All() {
		for _, name := range []string{n.TypeName, strings.TrimPrefix(n.TypeName, "zerotrust_"), n.List, n.Title, n.Titles} {
			names[plain(name)] = true
		}
	}
	delete(names, "")
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	looked := 0
	for _, file := range files {
		if !strings.HasSuffix(file.Name(), ".go") || strings.HasSuffix(file.Name(), "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file.Name(), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(node ast.Node) bool {
			name := ""
			switch node := node.(type) {
			case *ast.ImportSpec:
				if strings.Contains(node.Path.Value, "/internal/service/") {
					t.Errorf("%s imports %s", file.Name(), node.Path.Value)
				}
				return false
			case *ast.BasicLit:
				name, _ = strconv.Unquote(node.Value)
			case *ast.SelectorExpr:
				if from, ok := node.X.(*ast.Ident); ok && from.Name == "edge" {
					looked++
					name = node.Sel.Name
				}
			}
			if names[plain(name)] {
				t.Errorf("%s names the noun %s", file.Name(), name)
			}
			return true
		})
	}
	if looked == 0 {
		t.Error("nothing was looked at")
	}
}

// plain is a name in any of its spellings.
func plain(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", " ", "").Replace(name))
}
