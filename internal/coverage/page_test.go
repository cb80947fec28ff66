package coverage_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

// The page, and the template that the documentation is made of.
const (
	page     = "../../docs/guides/coverage.md"
	template = "../../templates/guides/coverage.md.tmpl"
)

// comparePage fails if the page does not say what is true; make generate writes it.
func comparePage(t *testing.T, c *calls) {
	t.Helper()
	want := pageText(t, c)
	if updating() {
		if err := os.WriteFile(template, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is not up to date: run make generate", page)
	}
}

func updating() bool { return flag.Lookup("update").Value.String() == "true" }

const head = `---
page_title: "Coverage: which operations the provider uses"
subcategory: ""
description: |-
  Every documented operation of the three services: what uses it, what is inferred, and what is left out and why.
---

# Coverage: which operations the provider uses

This page is generated: a test uses every form of the provider on imitations of the services and notes which operations they ask for.

The vendor of Lacework Edge publishes the fields of its operations but hardly any methods and paths. A route that is *inferred* may differ at your service: [Correcting routes](routes.md) says how to correct it.

`

func pageText(t *testing.T, c *calls) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(head)
	all, left := operations(t), leftOutOperations()
	for _, service := range services() {
		own := slices.DeleteFunc(slices.Clone(all), func(o operation) bool { return o.service != service })
		used := slices.DeleteFunc(slices.Clone(own), func(o operation) bool { return len(c.tests[o.id]) == 0 })
		fmt.Fprintf(&b, "## %s\n\n%d of %d operations are in use.\n\n| operation | what it does | route | used by |\n| --- | --- | --- | --- |\n", service, len(used), len(own))
		for _, o := range used {
			route := "documented"
			if o.inferred {
				route = "inferred"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", o.id, o.summary, route, usedBy(c.of(o.id)))
		}
		b.WriteString("\n")
		if len(used) == len(own) {
			continue
		}
		b.WriteString("Left out:\n\n| operation | what it does | why |\n| --- | --- | --- |\n")
		for _, o := range own {
			if !slices.ContainsFunc(used, func(u operation) bool { return u.id == o.id }) {
				fmt.Fprintf(&b, "| `%s` | %s | %s |\n", o.id, o.summary, left[o.id])
			}
		}
		b.WriteString("\n")
	}
	b.WriteString("## Fields without an argument or attribute\n\nEvery other field of the operations in use has one. `*` stands for any object or operation.\n\n")
	for _, section := range []struct {
		title string
		left  map[string]string
	}{{"field of a request", leftOutArguments()}, {"field of an answer", leftOutAttributes()}} {
		fmt.Fprintf(&b, "| %s | why |\n| --- | --- |\n", section.title)
		for _, name := range slices.Sorted(maps.Keys(section.left)) {
			fmt.Fprintf(&b, "| `%s` | %s |\n", name, section.left[name])
		}
		b.WriteString("\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// usedBy names the types, each with its forms.
func usedBy(forms []form) string {
	if len(forms) == 0 {
		return "every call of the service"
	}
	kinds := map[string][]string{}
	for _, f := range forms {
		kinds[f.typeName] = append(kinds[f.typeName], f.kind)
	}
	var texts []string
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		texts = append(texts, fmt.Sprintf("`%s` (%s)", name, strings.Join(kinds[name], ", ")))
	}
	return strings.Join(texts, ", ")
}
