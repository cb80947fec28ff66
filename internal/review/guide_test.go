package review_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"
)

func TestMain(m *testing.M) {
	flag.Bool("update", false, "write the table of risks into the guide")
	os.Exit(m.Run())
}

// TestGuide_risks: the guide lists the risks that there are; make generate writes them there.
func TestGuide_risks(t *testing.T) {
	t.Parallel()
	const template, begin, end = "../../templates/guides/review.md.tmpl", "## Risks\n\n", "\n\nA report of a plan"
	var table strings.Builder
	table.WriteString("| id | level | when |\n| --- | --- | --- |\n")
	for _, kind := range meaning.Risks() {
		fmt.Fprintf(&table, "| `%s` | %s | %s |\n", kind.ID, kind.Level, kind.When)
	}
	raw, err := os.ReadFile(template)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, found := strings.Cut(string(raw), begin)
	_, tail, foundEnd := strings.Cut(rest, end)
	if !found || !foundEnd {
		t.Fatalf("%s has no section of risks", template)
	}
	want := head + begin + strings.TrimSuffix(table.String(), "\n") + end + tail
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(template, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(raw) != want {
		t.Errorf("the risks in %s are not up to date: run make generate", template)
	}
}
