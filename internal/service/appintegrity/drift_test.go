package appintegrity_test

import (
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// What somebody adds cannot be cleared either.
func TestAppIntegrityConfig_driftOfUnsetArguments(t *testing.T) {
	t.Parallel()
	l := live(t)
	config := minimal("android")
	l.goes(config.json(), nil, nil, nil)
	// A flag that is false is no difference.
	l.theirs(mockapi.Object{"require_play_recognized": false})
	l.quiet(config.json())
	// To spell it is a change of state and none of the service.
	spelled := config.with(arguments{"require_play_recognized": `false`})
	l.goes(spelled.json(), []string{"require_play_recognized"}, nil, nil)
	l.holds(spelled)
	l.meets(written(l.services))

	l.theirs(mockapi.Object{"package_name": "theirs", "title": "theirs"})
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.replaces(config.json(), []string{"package_name", "title"}, nil)
	l.holds(config)
	l.meets(only(l.services, shell("android")))
	l.ends()
}

func TestAppIntegrityConfig_disappears(t *testing.T) {
	t.Parallel()
	l := live(t)
	config := full("android").json()
	acctest.Quiet(t, l.Apply(t.Context(), config))
	l.quiet(config)
	if err := l.services.Remove(kind, id(t, l.services)); err != nil {
		t.Fatal(err)
	}
	acctest.Says(t, l.Refresh(t.Context()), "warning: App Integrity Configuration Not Found")
	if l.Attributes() != nil {
		t.Fatal("what is gone is still in state")
	}
	l.Private, l.Identity = nil, nil // a CLI keeps nothing of it
	l.goes(config, nil, nil, []string{fullAndroid})
	l.holds(full("android"))
	l.meets(only(l.services, stored("android")))
	l.ends()
}

// Reads need not show the message, and may write the project number as a number.
func TestAppIntegrityConfig_readsWithoutMessage(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{NumericProjectNumber: true})
	l := life{t, s.Lifecycle(t, typeName, ""), s}
	without := func(o mockapi.Object) mockapi.Object {
		configs, _ := o["configs"].([]any)
		for _, c := range configs {
			for _, name := range []string{"title", "message", "buttons", "actions", "redirects"} {
				delete(c.(mockapi.Object), name)
			}
		}
		return o
	}
	s.Inject(mockapi.Fault{Operation: "listAppIntegrityConfigs", Tamper: without})
	s.Inject(mockapi.Fault{Operation: "updateAppIntegrityConfig", Tamper: func(o mockapi.Object) mockapi.Object {
		return mockapi.Object{"config": without(mockapi.Object{"configs": []any{o["config"]}})["configs"].([]any)[0]}
	}})
	config := full("android")
	l.goes(config.json(), nil, nil, []string{fullAndroid})
	l.holds(config)
	l.meets(only(s, stored("android")))
	// Another message is sent although no read shows either.
	another := config.with(arguments{"title": `"New"`})
	l.goes(another.json(), []string{"title"}, nil, []string{`{"title":"New"}`})
	l.holds(another)
	l.ends()
}
