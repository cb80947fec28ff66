package lifetest

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// first is the id of the object that data sources show, which is full.
const first = "o1"

// listed begins with the objects of the table.
func (s *suite) listed(t testing.TB, options ...mockapi.Options) *life {
	t.Helper()
	l := s.begin(t, setup{Options: append(options, mockapi.Options{})[0]})
	full := maps.Clone(s.wire(s.full()))
	maps.Copy(full, s.Also)
	full[s.IDMember()] = first
	if s.Key != "" {
		full[s.Key] = "once"
	}
	l.services.Put(s.Kind, full)
	for _, o := range s.Objects {
		l.services.Put(s.Kind, maps.Clone(o))
	}
	return l
}

// key is JSON of the argument by which the data source finds an object, besides its id.
func (s *suite) key(value string) string { return fmt.Sprintf(`{%q:%q}`, s.LookedUpBy, value) }

// reads are the claims about data sources and list resources.
func (s *suite) reads() []Case {
	if s.List == "" {
		return nil
	}
	cases := each("data source shows everything", map[string]mockapi.Options{
		"as documented": {}, "other spelling of answers": {EnumNames: true, StringInt64: true},
	}, s.shows)
	cases = append(cases, []Case{
		{"data source finds none or several", s.findsNoneOrSeveral},
		{"lists fail", s.listsFail}, {"list resource, limited and with resources", s.limited},
		{"a status without a name", s.nameless},
	}...)
	for _, f := range s.Filters {
		cases = append(cases, Case{"filters/" + f.Config, func(t testing.TB) { s.filter(t, f) }})
	}
	return append(cases, Case{"refused filters", func(t testing.TB) {
		l := s.listed(t)
		for config, texts := range s.RefusedFilters {
			_, found := l.ReadData(t.Context(), "zerotrust_"+s.List, config)
			acctest.Says(t, found, append(texts, "error")...)
			_, found = l.Lifecycle.List(t.Context(), s.TypeName, config, 0, false)
			if !strings.Contains(config, "null") { // which a list block leaves out
				acctest.Says(t, found, "error")
			}
		}
	}})
}

// nameless: a state that nobody has told the name of is shown as its number.
func (s *suite) nameless(t testing.TB) {
	if s.Reads == "" || s.argument("status").Chosen != `"ACTIVE"` {
		return
	}
	l := s.begin(t, setup{})
	l.become(s.minimal())
	l.services.Inject(mockapi.Fault{Operation: s.Reads, Tamper: func(o mockapi.Object) mockapi.Object {
		o["status"] = 9
		return o
	}})
	acctest.Quiet(t, l.Refresh(t.Context()))
	if got := acctest.TextOf(t, l.Attributes()["status"]); got != "9" {
		t.Errorf("the status is %q", got)
	}
}

func (s *suite) shows(t testing.TB, options mockapi.Options) {
	l := s.listed(t, options)
	configs := []string{`{"id":"` + first + `"}`}
	if s.LookedUpBy != "" {
		configs = append(configs, s.key("once"))
	}
	want := s.identified(s.full(), first)
	if s.Key != "" {
		want[s.Key] = "once"
	}
	typ := l.DataSourceType(s.TypeName)
	for _, config := range configs {
		found, said := l.ReadData(t.Context(), s.TypeName, config)
		acctest.Quiet(t, said)
		if found == nil {
			t.Fatalf("%s finds nothing", config)
		}
		for _, a := range append(s.stored(), Argument{Name: "id"}) {
			if a.Name == "id" {
				want["id"] = first
			}
			if value := s.inState(l.Protocol, want, a); found[a.Name].Type().Equal(value.Type()) && !found[a.Name].Equal(value) {
				t.Errorf("%s: %s = %s, want %s", config, a.Name, found[a.Name], value)
			}
		}
		for name, value := range parsed("{" + s.Shown + "}") {
			shown := l.Decode(typ, l.DataSource(s.TypeName, fmt.Sprintf(`{%q:%s}`, name, encode(value))))[name]
			if value == "*" && found[name].IsNull() || value != "*" && !found[name].Equal(shown) {
				t.Errorf("%s: %s = %s, want %s", config, name, found[name], shown)
			}
		}
		for name, value := range found {
			if value.IsNull() && s.argument(name).After == "" && !slices.Contains(append(s.NeverShown, "account_name", s.LookedUpBy), name) {
				t.Errorf("%s: %s is null, and the object is full", config, name)
			}
		}
	}
}

func (s *suite) findsNoneOrSeveral(t testing.TB) {
	l := s.listed(t)
	failed := "Unable to Read " + s.Title + ": "
	l.services.Put(s.Kind, func() mockapi.Object {
		o := maps.Clone(s.keeps(s.full()))
		o[s.IDMember()], o["status"] = "deleted", 4
		if s.Key != "" {
			o[s.Key] = "deleted"
		}
		return o
	}())
	tests := map[string][]string{`{"id":"nobody"}`: {"error: " + failed, "nobody"}, `{}`: {"error"}, `{"id":""}`: {`error at AttributeName("id")`}}
	if s.argument("status").Before == `"INIT"` {
		tests[`{"id":"deleted"}`] = []string{"error: " + failed, "deleted"}
	}
	if by := s.LookedUpBy; by != "" {
		at := `error at AttributeName("` + by + `"): ` + failed
		tests[s.key("nobody")] = []string{at + "No ", ` "nobody" in the account "acme".`}
		tests[s.key("twice")] = []string{at + "More than one ", ` "twice" in the account "acme". Use id to read one of them: `}
		tests[s.key("")] = []string{`error at AttributeName("` + by + `")`}
		tests[`{"id":"o1",`+s.key("once")[1:]] = []string{"error", "id," + by}
		tests[`{}`] = []string{"error: Missing Attribute Configuration:", "[id," + by + "]"}
		if s.argument("status").Before == `"INIT"` {
			tests[s.key("deleted")] = []string{at + "No "}
		}
	}
	for config, texts := range tests {
		found, said := l.ReadData(t.Context(), s.TypeName, config)
		acctest.Says(t, said, texts...)
		if found != nil {
			t.Errorf("%s finds %v", config, found)
		}
	}
}

func (s *suite) listConfig() string {
	if s.ListConfig == "" {
		return "{}"
	}
	return s.ListConfig
}

func (s *suite) listsFail(t testing.TB) {
	l := s.listed(t)
	l.services.Inject(mockapi.Fault{Operation: s.Lists, Status: http.StatusForbidden})
	if s.LookedUpBy != "" {
		_, said := l.ReadData(t.Context(), s.TypeName, s.key("once"))
		acctest.Says(t, said, "error: Unable to Read "+s.Title+`: Object: "once"`, s.Lists, "403 Forbidden")
	}
	_, said := l.ReadData(t.Context(), "zerotrust_"+s.List, s.listConfig())
	acctest.Says(t, said, "error: Unable to Read "+s.Titles+": ", "403 Forbidden")
	found, said := l.Lifecycle.List(t.Context(), s.TypeName, s.listConfig(), 0, true)
	acctest.Says(t, said, "error: Unable to List "+s.Titles+": ", "403 Forbidden")
	if len(found) > 0 {
		t.Errorf("found %v", found)
	}
}

// limited: a list holds as many as are asked for, with their resources or without, which are those of an import.
func (s *suite) limited(t testing.TB) {
	l := s.listed(t)
	for _, limit := range []int64{0, 1} {
		for _, include := range []bool{false, true} {
			found, said := l.Lifecycle.List(t.Context(), s.TypeName, s.listConfig(), limit, include)
			acctest.Quiet(t, said)
			if want := len(l.services.Objects(s.Kind)); limit == 0 && len(found) > want || limit > 0 && len(found) != int(limit) || len(found) == 0 {
				t.Errorf("limited to %d: found %d of %d", limit, len(found), want)
			}
			for _, item := range found {
				if (item.Resource != nil) != include {
					t.Errorf("the resource is %v, want one: %t", item.Resource, include)
				}
				if include {
					s.asImported(t, l, acctest.TextOf(t, item.Identity["id"]), item.Resource)
				}
			}
		}
	}
}

func (s *suite) asImported(t testing.TB, l *life, id string, listed map[string]tftypes.Value) {
	t.Helper()
	other := l.another()
	acctest.Quiet(t, other.Import(t.Context(), id, ""))
	for name, value := range other.Attributes() {
		if !listed[name].Equal(value) {
			t.Errorf("%s: %s = %s in the list, %s after an import", id, name, listed[name], value)
		}
	}
}

// filter: the service answers in any order, and the result has one.
func (s *suite) filter(t testing.TB, f Filter) {
	l := s.listed(t)
	for range 3 {
		data, said := l.ReadData(t.Context(), "zerotrust_"+s.List, f.Config)
		acctest.Quiet(t, said)
		var ids []string
		var elements []tftypes.Value
		if err := data[s.List].As(&elements); err != nil {
			t.Fatal(err)
		}
		for _, element := range elements {
			var members map[string]tftypes.Value
			if err := element.As(&members); err != nil {
				t.Fatal(err)
			}
			ids = append(ids, acctest.TextOf(t, members["id"]))
		}
		if got := strings.Join(ids, " "); got != f.Found {
			t.Errorf("the data source finds %q, want %q", got, f.Found)
		}
		listed, said := l.Lifecycle.List(t.Context(), s.TypeName, f.Config, 0, true)
		acctest.Quiet(t, said)
		var named []string
		for _, item := range listed {
			named = append(named, acctest.TextOf(t, item.Identity["id"]))
			if text, ok := item.Resource[s.Key]; ok && item.DisplayName != acctest.TextOf(t, text) && !text.IsNull() && acctest.TextOf(t, text) != "" {
				t.Errorf("displayed as %q, want %s", item.DisplayName, text)
			}
		}
		// Its order is that of creation.
		if got, want := slices.Sorted(slices.Values(named)), slices.Sorted(slices.Values(strings.Fields(f.Found))); !slices.Equal(got, want) {
			t.Errorf("the list resource finds %q, want %q", got, f.Found)
		}
	}
	if f.Query != "" && !slices.ContainsFunc(l.services.Journal(), func(e mockapi.Entry) bool { return e.Operation == s.Lists && e.Query.Encode() == f.Query }) {
		t.Errorf("no request with the query %s", f.Query)
	}
}
