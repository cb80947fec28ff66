package nouns_test

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

func TestMain(m *testing.M) {
	flag.Bool("update", false, "write the tables into the guides")
	os.Exit(m.Run())
}

// TestGuides_tables: the guides show, for each resource, what the tables of this package say and TestLife proves. make
// generate writes it there.
func TestGuides_tables(t *testing.T) {
	t.Parallel()
	drift := []string{"| resource | set again; cleared if it is not configured | held if it is not configured | not compared |", "| --- | --- | --- | --- |"}
	ends := []string{"| resource | destroy | a change that makes a new object |", "| --- | --- | --- |"}
	schemas := resourceSchemas(t)
	for _, n := range slices.SortedFunc(slices.Values(nouns.All()), func(a, b lifetest.Noun) int { return cmp.Compare(a.TypeName, b.TypeName) }) {
		short := strings.TrimPrefix(n.TypeName, "zerotrust_")
		page := fmt.Sprintf("| [%s](../resources/%s.md) | ", short, short)
		drift = append(drift, page+strings.Join(driftCells(n, schemas[n.TypeName]), " | ")+" |")
		ends = append(ends, page+destroyCell(n)+" | "+changeCell(n, schemas[n.TypeName])+" |")
	}
	section(t, "drift", "drift of each resource", drift)
	section(t, "clean-up", "end of each resource", ends)
}

// section compares a part of a guide, between two comments, with what it must be, or writes it.
func section(t *testing.T, guide, name string, lines []string) {
	t.Helper()
	template := "../../templates/guides/" + guide + ".md.tmpl"
	begin, end := "<!-- generated: "+name+" -->\n", "<!-- end -->"
	raw, err := os.ReadFile(template)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, found := strings.Cut(string(raw), begin)
	_, tail, foundEnd := strings.Cut(rest, end)
	if !found || !foundEnd {
		t.Fatalf("%s has no section %q", template, name)
	}
	want := head + begin + "\n" + strings.Join(lines, "\n") + "\n\n" + end + tail
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(template, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if string(raw) != want {
		t.Errorf("the section %q of %s is not up to date: run make generate", name, template)
	}
}

func resourceSchemas(t *testing.T) map[string]map[string]schema.Attribute {
	t.Helper()
	all := map[string]map[string]schema.Attribute{}
	for _, build := range provider.New("test", provider.Options{})().Resources(t.Context()) {
		r := build()
		var meta resource.MetadataResponse
		var described resource.SchemaResponse
		r.Metadata(t.Context(), resource.MetadataRequest{ProviderTypeName: provider.TypeName}, &meta)
		r.Schema(t.Context(), resource.SchemaRequest{}, &described)
		all[meta.TypeName] = described.Schema.Attributes
	}
	return all
}

// driftCells sorts the arguments by what a plan makes of another value in the service.
func driftCells(n lifetest.Noun, attributes map[string]schema.Attribute) []string {
	if n.Event() {
		return []string{"", "", "all: an event is never read"}
	}
	var compared, held, unseen []string
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		a, told := argumentOf(n, name)
		attribute, code := attributes[name], "`"+name+"`"
		absence := managed.AbsenceOf(attribute)
		switch {
		case name == "timeouts" || name == "id":
		case !attribute.IsOptional() && !attribute.IsRequired():
			if strings.HasSuffix(name, "_key_status") { // stands for a key that is never answered
				compared = append(compared, code)
			}
		case attribute.IsWriteOnly(), strings.HasSuffix(name, "_wo_version"), a.Unread, a.Once, a.Local, len(n.Arguments) > 0 && !told:
			unseen = append(unseen, code)
		// Settings of a group are the group's own where nobody configures them.
		case a.Free && !a.Hidden, n.TypeName == "zerotrust_group_settings":
			held = append(held, code+" (free for others)")
		case absence == managed.Hidden, absence == managed.Shown:
			held = append(held, code)
		default:
			compared = append(compared, code)
		}
	}
	return []string{strings.Join(compared, ", "), strings.Join(held, ", "), strings.Join(unseen, ", ")}
}

// argumentOf returns what the table says of an argument. The key and what a minimal object needs are in no table of arguments.
func argumentOf(n lifetest.Noun, name string) (lifetest.Argument, bool) {
	for _, a := range n.Arguments {
		if a.Name == name {
			return a, true
		}
	}
	return lifetest.Argument{}, name == n.Key || strings.Contains(n.Minimal, `"`+name+`"`)
}

func destroyCell(n lifetest.Noun) string {
	switch n.Ends {
	case lifetest.Retired:
		return "the status becomes deleted; if the service refuses that, suspended, with a warning"
	case lifetest.Revoked:
		return "revoked: the service keeps it with the status suspended"
	case lifetest.LeftBehind:
		if n.Documented(n.Deletes) { // there is no deletion at all
			return "**stays** as it is: it was there before"
		}
		return "**stays** in the service, with a warning"
	case lifetest.Forgotten:
		return "**stays**: the log is append-only"
	}
	if n.Deletes == n.Creates {
		return "taken out of the rule"
	}
	return "deleted"
}

func changeCell(n lifetest.Noun, attributes map[string]schema.Attribute) string {
	if n.Event() || n.Updates != "" && !n.Documented(n.Updates) {
		return "every"
	}
	var names []string
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		if a, _ := argumentOf(n, name); a.Replaces || replaces(attributes[name]) {
			names = append(names, "`"+name+"`")
		}
	}
	if n.Unclearable {
		names = append(names, "any argument that is removed")
	}
	return strings.Join(names, ", ")
}

// replaces says whether the schema itself asks for a new object.
func replaces(attribute schema.Attribute) bool {
	modifiers := reflect.ValueOf(attribute).FieldByName("PlanModifiers")
	for i := range modifiers.Len() {
		if described, ok := modifiers.Index(i).Interface().(interface{ Description(context.Context) string }); ok &&
			strings.Contains(described.Description(context.Background()), "destroy and recreate") {
			return true
		}
	}
	return false
}
