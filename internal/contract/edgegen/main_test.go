package main

import (
	"go/format"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/contract"
)

// TestGenerated_isWhatTheContractSays fails when the contract was changed without "go generate", and when a generated
// file was edited.
func TestGenerated_isWhatTheContractSays(t *testing.T) {
	t.Parallel()
	doc := read(t)
	for name, source := range generated(doc) {
		want, err := format.Source([]byte(source))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join("..", "..", "api", "edge", name))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("internal/api/edge/%s is not what edgegen writes: run go generate ./internal/api/edge", name)
		}
	}
}

// TestRoutes_followTheContract makes sure that the comparison above compares something: a moved operation shows.
func TestRoutes_followTheContract(t *testing.T) {
	t.Parallel()
	doc := read(t)
	update := doc.Paths["/api/v1/policies/{uuid}"]["patch"]
	if update.ID != "updatePolicy" {
		t.Fatalf("the contract has %q at PATCH /api/v1/policies/{uuid}", update.ID)
	}
	doc.Paths["/elsewhere/{uuid}"] = map[string]operation{"put": update}
	delete(doc.Paths["/api/v1/policies/{uuid}"], "patch")
	if got := routes(doc); !strings.Contains(got, `opUpdatePolicy: {Method: "PUT", Path: "/elsewhere/{uuid}", Source: SourceInferred`) {
		t.Errorf("the generated table does not follow the contract:\n%s", got)
	}
	update.Source = "documented"
	doc.Paths["/elsewhere/{uuid}"]["put"] = update
	if got := routes(doc); !strings.Contains(got, `Path: "/elsewhere/{uuid}", Source: SourceDocumented`) {
		t.Errorf("the generated table does not tell a documented route:\n%s", got)
	}
}

func read(t *testing.T) document {
	t.Helper()
	var doc document
	if err := yaml.Unmarshal(contract.Edge(), &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}
