package provider_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// docs is the folder of the generated pages.
const docs = "../../docs"

// TestPages reads every generated page as somebody does who opens it from the registry.
func TestPages(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob(filepath.Join(docs, "*", "*.md"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	for _, page := range pages {
		kind := filepath.Base(filepath.Dir(page))
		t.Run(kind+"/"+filepath.Base(page), func(t *testing.T) {
			t.Parallel()
			content, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			for _, problem := range pageProblems(kind, string(content), func(target string) bool {
				_, err := os.Stat(filepath.Join(filepath.Dir(page), target))
				return err == nil
			}) {
				t.Error(problem)
			}
		})
	}
}

// needed is what the pages of a kind must hold.
func needed(kind string) []string {
	all := []string{`subcategory: "`}
	switch kind {
	case "guides":
		return all
	case "functions":
		return append(all, "## Example Usage", "Terraform 1.8", "OpenTofu 1.7")
	case "ephemeral-resources":
		return append(all, "## Example Usage", "Terraform 1.10", "OpenTofu 1.11")
	case "actions":
		return append(all, "## Example Usage", "Terraform 1.14", "terraform apply -invoke=action.")
	case "list-resources":
		return append(all, "## Example Usage", "Terraform 1.14", ".tfquery.hcl", "terraform query")
	}
	return append(all, "## Example Usage")
}

// pageProblems says what a page lacks or has too much.
func pageProblems(kind, content string, exists func(target string) bool) []string {
	var problems []string
	for _, text := range needed(kind) {
		if !strings.Contains(content, text) {
			problems = append(problems, "the page has no "+text)
		}
	}
	if kind != "guides" && strings.Contains(content, `subcategory: ""`) {
		problems = append(problems, "the page has no subcategory")
	}
	if kind == "resources" && !strings.Contains(content, "device_app_connection_log") {
		for _, text := range []string{"## Import", "By identity, on Terraform 1.12", "terraform import"} {
			if !strings.Contains(content, text) {
				problems = append(problems, "the page has no "+text)
			}
		}
	}
	for _, link := range regexp.MustCompile(`\]\(([^)#][^)]*)\)`).FindAllStringSubmatch(content, -1) {
		target, _, _ := strings.Cut(link[1], "#")
		if !strings.Contains(target, "://") && !exists(target) {
			problems = append(problems, "the link to "+link[1]+" leads nowhere")
		}
	}
	if kind == "data-sources" {
		problems = append(problems, argumentTalk(content)...)
	}
	return problems
}

// argumentTalk are the sentences about what a data source shows that only matter to those who configure it.
func argumentTalk(content string) []string {
	_, shown, _ := strings.Cut(content, "### Read-Only")
	var problems []string
	for line := range strings.Lines(shown) {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "- `") &&
			slices.ContainsFunc([]string{"Default ", "Removing it", "Conflicts with", ") Required", "A change replaces", "Without a value"}, func(words string) bool { return strings.Contains(line, words) }) {
			problems = append(problems, "this is about an argument: "+line)
		}
	}
	return problems
}

// TestPages_canFail: the test sees what is wrong.
func TestPages_canFail(t *testing.T) {
	t.Parallel()
	for kind, c := range map[string]struct{ content, problem string }{
		"actions":      {"subcategory: \"\"\n", "the page has no subcategory"},
		"resources":    {"[x](../guides/none.md)", "leads nowhere"},
		"data-sources": {"### Read-Only\n- `a` (String) Text. Default `false`.", "this is about an argument"},
		"functions":    {"", "the page has no ## Example Usage"},
	} {
		problems := pageProblems(kind, c.content, func(string) bool { return false })
		if !slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, c.problem) }) {
			t.Errorf("%s: want %q in %q", kind, c.problem, problems)
		}
	}
}
