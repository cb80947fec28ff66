package provider_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// docs is the folder of the generated pages.
const docs = "../../docs"

// TestPages reads every generated page as somebody does who opens it from the registry.
func TestPages(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob(filepath.Join(docs, "*", "*.md"))
	if index := filepath.Join(docs, "index.md"); err == nil {
		t.Run("index.md", func(t *testing.T) {
			t.Parallel()
			content, err := os.ReadFile(index)
			if err != nil {
				t.Fatal(err)
			}
			for _, problem := range longDescriptions(string(content)) {
				t.Error(problem)
			}
		})
	}
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
			for _, problem := range pageProblems(kind, string(content), func(link string) bool {
				target, anchor, _ := strings.Cut(link, "#")
				if target == "" {
					target = filepath.Base(page)
				}
				linked, err := os.ReadFile(filepath.Join(filepath.Dir(page), target))
				return err == nil && (anchor == "" || slices.Contains(anchors(string(linked)), anchor))
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
	for _, link := range regexp.MustCompile(`\]\(([^)]+)\)`).FindAllStringSubmatch(content, -1) {
		if target, _, _ := strings.Cut(link[1], "#"); !strings.Contains(target, "://") && !exists(link[1]) {
			problems = append(problems, "the link to "+link[1]+" leads nowhere")
		}
	}
	if kind != "guides" {
		problems = append(problems, longDescriptions(content)...)
		if strings.Contains(content, " Required.") {
			problems = append(problems, "a required argument is not shown among those that are required")
		}
	}
	if kind == "resources" && (strings.Contains(content, "_wo` (") || strings.Contains(content, "hown by the service once")) {
		if top, _, _ := strings.Cut(content, "## Example Usage"); !regexp.MustCompile(`(?m)^(->|~>|!>) .*guides/secrets\.md`).MatchString(top) {
			problems = append(problems, "the page has no note about secrets at its top")
		}
	}
	if kind == "data-sources" {
		problems = append(problems, argumentTalk(content)...)
	}
	return problems
}

// anchors are what links can lead to within a page: the headings, as registries and GitHub name them, and explicit ones.
func anchors(content string) []string {
	var found []string
	for _, id := range regexp.MustCompile(`<a id="([^"]+)">`).FindAllStringSubmatch(content, -1) {
		found = append(found, id[1])
	}
	for _, heading := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(content, -1) {
		slug := regexp.MustCompile(`[^\pL\pN _-]`).ReplaceAllString(strings.ToLower(heading[1]), "")
		found = append(found, strings.ReplaceAll(slug, " ", "-"))
	}
	return found
}

// longest is how many characters a description has at most. What needs more belongs in a guide.
const longest = 300

// longDescriptions are the descriptions of a type and of its attributes that are too long.
func longDescriptions(content string) []string {
	var problems []string
	_, head, _ := strings.Cut(content, "\ndescription: |-\n")
	head, body, _ := strings.Cut(head, "\n---\n")
	described := [][]string{{"", "the type", head}}
	for _, attribute := range regexp.MustCompile("(?m)^(?:- |[0-9]+\\. )`([^`]+)` \\([^)]*\\) (.*)$").FindAllStringSubmatch(body, -1) {
		described = append(described, []string{"", attribute[1], strings.Split(attribute[2], " (see [below")[0]})
	}
	for _, d := range described {
		if n := utf8.RuneCountInString(strings.TrimSpace(d[2])); n > longest {
			problems = append(problems, fmt.Sprintf("the description of %s has %d characters: %s", d[1], n, d[2]))
		}
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
		"actions":             {"subcategory: \"\"\n", "the page has no subcategory"},
		"resources":           {"[x](../guides/none.md)", "leads nowhere"},
		"data-sources":        {"### Read-Only\n- `a` (String) Text. Default `false`.", "this is about an argument"},
		"functions":           {"", "the page has no ## Example Usage"},
		"ephemeral-resources": {"\ndescription: |-\n  " + strings.Repeat("a", 301) + "\n---\n", "the description of the type has 301 characters"},
		"list-resources":      {"\ndescription: |-\n  A.\n---\n- `a` (String) " + strings.Repeat("a", 301), "the description of a has 301 characters"},
	} {
		problems := pageProblems(kind, c.content, func(string) bool { return false })
		if !slices.ContainsFunc(problems, func(p string) bool { return strings.Contains(p, c.problem) }) {
			t.Errorf("%s: want %q in %q", kind, c.problem, problems)
		}
	}
}
