package appintegrity_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// What cannot be changed, and the removal of what cannot be cleared, replaces.
func TestAppIntegrityConfig_replace(t *testing.T) {
	t.Parallel()
	disabled := func(platform string) arguments { return full(platform).with(arguments{"enabled": `false`}) }
	noLists := arguments{"actions": "", "redirects": ""}
	type change struct{ before, changed arguments }
	changes := map[string]change{
		"version":  {full("ios"), arguments{"version": `"staging"`}},
		"platform": {minimal("ios").with(arguments{"title": `"T"`}), arguments{"platform": `"android"`}},
		"buttons":  {disabled("ios").with(noLists), arguments{"buttons": ""}},
		"actions":  {full("android"), arguments{"actions": ""}}, "redirects": {full("ios"), arguments{"redirects": ""}},
	}
	for name, platform := range map[string]string{
		"title": "ios", "message": "android", "team_id": "ios", "bundle_id": "ios", "package_name": "android", "cloud_project_number": "android",
		"required_device_verdict": "android", "require_play_recognized": "android",
	} {
		changes[name] = change{disabled(platform), arguments{name: ""}}
	}
	for name, c := range changes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := live(t)
			acctest.Quiet(t, l.Apply(t.Context(), c.before.json()))
			l.quiet(c.before.json())
			l.holds(c.before)
			replaced, after := id(t, l.services), c.before.with(c.changed)
			l.replaces(after.json(), []string{name}, nil)
			l.holds(after)
			if id(t, l.services) == replaced { // which also sees that there is only one
				t.Error("the configuration was not replaced")
			}
			l.ends()
		})
	}
	t.Run("a flag that is false and one that is absent are the same", func(t *testing.T) {
		t.Parallel()
		l := live(t)
		config := disabled("android").with(arguments{"require_play_recognized": `false`})
		acctest.Quiet(t, l.Apply(t.Context(), config.json()))
		l.quiet(config.json())
		l.quiet(config.with(arguments{"require_play_recognized": ""}).json())
		l.ends()
	})
}

// A replacement starts afresh: its keys are sent once, and what was remembered of the replaced one counts no more.
func TestKeys_replace(t *testing.T) {
	t.Parallel()
	l := live(t)
	without := minimal("android")
	keyed := without.with(arguments{"decryption_key_wo": `"` + firstKey + `"`})
	sent := []string{`{"decryption_key":"` + firstKey + `"}`}
	l.goes(keyed.json(), nil, nil, sent)
	l.statuses("in_sync", "")

	staging := keyed.with(arguments{"version": `"staging"`})
	l.services.ResetJournal()
	l.replaces(staging.json(), []string{"version"}, nil)
	l.statuses("in_sync", "")
	l.meets(updated(l.services, sent...))

	// Drift of the replaced one is drift of none.
	drift := func() {
		l.theirs(mockapi.Object{"decryption_key": longKey})
		acctest.Quiet(t, l.Refresh(t.Context()))
		l.statuses("changed_outside", "")
		l.services.ResetJournal()
	}
	afresh := func() {
		t.Helper()
		l.statuses("", "")
		l.meets(updated(l.services))
		l.goes(keyed.json(), []string{"decryption_key_status"}, nil, sent)
		l.statuses("in_sync", "")
	}
	drift()
	l.replaces(without.json(), []string{"version"}, []string{"Decryption Key Changed Outside of Terraform"})
	afresh()
	drift()
	planned := l.Decode(l.ResourceType(typeName), l.New(typeName).Plan(t.Context(), without.json()).PlannedState)
	if status := planned["decryption_key_status"]; !status.Equal(tftypes.NewValue(tftypes.String, nil)) {
		t.Errorf("the planned status is %s, want null", status)
	}
	l.recreated(without.json(), nil) // tainted
	afresh()
	l.ends()
}
