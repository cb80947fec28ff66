package lifetest

import (
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// blanks are the claims about a service that trims texts and has line ends and a time zone of its own: what comes back so is the
// same, also right after an import, which has the spelling of the service.
func (s *suite) blanks() []Case {
	return each("white space", map[string][2]string{"a line feed": {"", "\n"}, "blanks": {"  ", "\t "}, "other line ends": {"one\r\n", "\r\n"}}, func(t testing.TB, around [2]string) {
		how := s.updatable()
		how.TrimTexts = true
		l := s.begin(t, how)
		config := s.minimal()
		for name, value := range s.full() {
			tried := with(config, name, encode(surrounded(value, around)))
			if a := s.argument(name); a.Once || acctest.ErrorAmong(l.Validate(t.Context(), encode(tried))) {
				tried = with(config, name, encode(elsewhere(value))) // no text, or one that takes no blanks
			}
			config = tried
		}
		l.sound(l.Apply(t.Context(), encode(config)))
		l.keepsTexts(config)
		l.rest(config)
		for _, a := range s.stored() {
			if _, text := config[a.Name].(string); text || a.Replaces || a.Before == "" {
				continue
			}
			l.services.ResetJournal()
			before := config
			config = with(config, a.Name, a.Before)
			acctest.Quiet(t, l.Apply(t.Context(), encode(config)))
			l.bodies(s.Updates, s.WrapUpdate, l.id(), []request{s.change(before, config)})
			break
		}
		l.keepsTexts(config)
		l.rest(config)

		imported := l.another() // its state has the texts as the service has them
		stored, _ := l.services.Object(s.Kind, l.id())
		imported.services = acctest.Start(t, mockapi.Options{TrimTexts: true, Undocumented: how.allowed})
		imported = imported.another()
		acctest.Quiet(t, imported.Import(t.Context(), imported.services.Put(s.Kind, stored), ""))
		for _, a := range s.Arguments {
			if a.Local || a.Unread || a.Once {
				config = with(config, a.Name, "")
			}
		}
		imported.services.ResetJournal()
		imported.rest(config)
		imported.sound(imported.Apply(t.Context(), encode(config)))
		imported.wroteNothing()
		imported.rest(config)
	})
}

// keepsTexts checks that the state has texts as they are configured.
func (l *life) keepsTexts(config object) {
	l.t.Helper()
	for name, value := range config {
		if _, text := value.(string); text {
			if want := l.inState(l.Protocol, config, l.argument(name)); !l.Attributes()[name].Equal(want) {
				l.t.Errorf("%s = %s in state, want %s", name, l.Attributes()[name], want)
			}
		}
	}
}

// elsewhere writes a moment as clocks of another time zone show it, and any other value as it is.
func elsewhere(value any) any {
	text, _ := value.(string)
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return value
	}
	return at.In(time.FixedZone("", -int((3*time.Hour + 30*time.Minute).Seconds()))).Format(time.RFC3339Nano)
}

// surrounded puts something around every text in a value.
func surrounded(value any, around [2]string) any {
	switch v := value.(type) {
	case string:
		return around[0] + v + around[1]
	case []any:
		all := make([]any, len(v))
		for i := range v {
			all[i] = surrounded(v[i], around)
		}
		return all
	case object:
		all := object{}
		for name := range v {
			all[name] = surrounded(v[name], around)
		}
		return all
	}
	return value
}
