package lifetest

import (
	"fmt"
	"maps"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// put puts what a service keeps of a configuration into it, and returns the id.
func (s *suite) put(services *acctest.Services, config object) string {
	return services.Put(s.Kind, s.wire(config))
}

func (s *suite) putMinimal(services *acctest.Services) string { return s.put(services, s.minimal()) }

// imported is a configuration without what an import cannot find.
func (n Noun) imported(config object) object {
	for _, a := range n.Arguments {
		if a.Local || a.Once || a.Unread {
			config = with(config, a.Name, "")
		}
	}
	return config
}

// Kept returns what the service keeps of a minimal object.
func (n Noun) Kept() mockapi.Object { return n.wire(n.minimal()) }

// Existing returns what the service keeps of a full object that an import finds as it is configured.
func (n Noun) Existing() mockapi.Object { return n.wire(n.imported(n.full())) }

// imports: an import by id and by identity finds what a create would have left in state.
func (s *suite) imports() []Case {
	const odd = "a/b ä"
	cases := each("import", map[string]object{"minimal": s.minimal(), "full": s.imported(s.full())}, func(t testing.TB, config object) {
		l := s.begin(t, setup{})
		config = s.identified(config, odd)
		stored := maps.Clone(s.wire(config))
		stored[s.IDMember()] = odd
		l.services.Put(s.Kind, stored)
		byIdentity := l.another()
		acctest.Quiet(t, l.Import(t.Context(), odd, ""))
		acctest.Quiet(t, byIdentity.Import(t.Context(), "", fmt.Sprintf(`{"id":%q}`, odd)))
		id := tftypes.NewValue(tftypes.String, odd)
		for _, l := range []*life{l, byIdentity} {
			for range 2 {
				if got := l.IdentityAttributes(t.Context())["id"]; !got.Equal(id) || !l.Attributes()["id"].Equal(id) {
					t.Errorf("id = %s in the identity and %s in state, want %s", got, l.Attributes()["id"], id)
				}
				l.rest(config) // the identity stays through a life
			}
			for _, a := range s.stored() {
				// What zero is not the same as must be absent if it is.
				if _, configured := config[a.Name]; configured || len(a.Zeros) == 0 && a.Chosen == "" {
					if want := s.inState(l.Protocol, config, a); !l.Attributes()[a.Name].Equal(want) {
						t.Errorf("%s = %s in state, want %s", a.Name, l.Attributes()[a.Name], want)
					}
				}
			}
		}
		l.wroteNothing()
	})
	return append(cases, Case{"import of nobody", func(t testing.TB) {
		l := s.begin(t, setup{})
		nobody := []string{"error: Unable to Import " + s.Title + ": Lacework Edge has no", `of the id "nobody" in the account "acme"`}
		acctest.Says(t, l.Import(t.Context(), "", `{"id":"nobody"}`), nobody...)
		acctest.Says(t, l.another().Import(t.Context(), "nobody", ""), nobody...)
		if s.Key == "" || s.Lists == "" {
			return
		}
		id := s.putMinimal(l.services)
		acctest.Says(t, l.another().Import(t.Context(), s.label(s.minimal()), ""), "error: Unable to Import", "import it by its id, "+`"`+id+`"`)
	}}, Case{"import of what is no id", func(t testing.TB) {
		l := s.begin(t, setup{})
		for _, id := range []string{"", ".", "..", "a\nb", " a"} {
			encoded := encode(map[string]any{"id": id})
			acctest.Says(t, l.another().Import(t.Context(), "", encoded), "error: Invalid Import Id: The id")
			if id != "" {
				acctest.Says(t, l.another().Import(t.Context(), id, ""), "error: Invalid Import Id: The id")
			}
		}
		acctest.Says(t, l.another().Import(t.Context(), "", `{"id":null}`), "error: Invalid Import Id: The id")
		l.wroteNothing()
	}}, Case{"import before the provider is known", func(t testing.TB) {
		l := s.begin(t, setup{})
		id := s.putMinimal(l.services)
		unknown := &acctest.Lifecycle{Protocol: s.served.Served(t, s.server()), TypeName: s.TypeName}
		acctest.Quiet(t, unknown.Configure(t.Context(), notKnown, false))
		acctest.Says(t, unknown.Import(t.Context(), id, ""), "error: Import Not Possible Yet:")
	}}, Case{"import, then what no answer shows", func(t testing.TB) {
		l := s.begin(t, setup{})
		acctest.Quiet(t, l.Import(t.Context(), s.putMinimal(l.services), ""))
		config := s.minimal()
		for _, a := range s.tried() {
			if a.Once {
				config = with(config, a.Name, a.After)
			}
		}
		l.services.ResetJournal()
		acctest.Quiet(t, l.Apply(t.Context(), encode(config)))
		l.rest(config)
		l.wroteNothing() // it is recorded
	}})
}
