package appintegrity

import (
	"slices"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"
)

// Meaning says what App Integrity configurations mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_app_integrity_config", One: "App Integrity configuration", Labels: []string{"name"},
		Sum: func(o meaning.Object) meaning.Sentence {
			s := meaning.Say(o.Get("version"), " builds for ", o.Get("platform"), ": ")
			if !o.Get("enabled").True() {
				return append(s, meaning.Say("checks are off.")...)
			}
			return append(s, meaning.Say("a failed check does ", o.Get("action"), ".")...)
		},
		Fields: []meaning.Field{
			{Name: "name", Words: "Name"}, {Name: "version", Words: "Version"}, {Name: "platform", Words: "Platform"}, {Name: "enabled", Words: "Checks"},
			{Name: "action", Words: "What a failed check does"}, {Name: "required_device_verdict", Words: "Weakest device verdict that is accepted"},
			{Name: "require_play_recognized", Words: "Recognition by Google Play"}, {Name: "package_name", Words: "App"}, {Name: "bundle_id", Words: "App"}, {Name: "team_id", Words: "Apple team"},
		},
		Mute:   []string{"config_id", "decryption_key_status", "verification_key_status"},
		Change: change,
		Secret: func(c *meaning.Change) []meaning.Sentence {
			var sent []meaning.Sentence
			for _, key := range []struct{ name, words string }{{"decryption_key", "decryption key"}, {"verification_key", "verification key"}} {
				made := !c.Before.Exists() && c.After.Configured(key.name+"_wo")
				if made || c.Before.Exists() && c.After.Exists() && (c.After.Get(key.name+"_status").IsUnknown() || c.Differs(key.name+"_status") || c.Differs(key.name+"_wo_version")) {
					sent = append(sent, meaning.Say("The "+key.words+" is sent to the service."))
				}
			}
			return sent
		},
	}
}

func change(c *meaning.Change) {
	weaker := func(text string) { c.Risk(meaning.IntegrityWeakened, text) }
	if c.Before.Get("enabled").True() && !c.After.Exists() {
		weaker("The checks end with the configuration.")
	}
	if !c.Before.Exists() || !c.After.Exists() {
		return
	}
	if c.Ends("enabled") {
		weaker("The checks are switched off.")
	}
	if lower(c, "action", []string{apptego.ActionLog, "message", "redirect", "die"}) {
		weaker("What a failed check does becomes milder.")
	}
	if lower(c, "required_device_verdict", apptego.DeviceVerdicts()) {
		weaker("A weaker device verdict is accepted.")
	}
	if c.Ends("require_play_recognized") {
		weaker("Google Play no longer has to recognize the app.")
	}
}

// lower says whether an argument gets a value that stands before the one that it has in an order from weak to strong. No value is the
// weakest.
func lower(c *meaning.Change, name string, order []string) bool {
	before, _ := c.Before.Get(name).Exact()
	after, known := c.After.Get(name).Exact()
	if c.After.Get(name).HasUnknown() || !known && !c.After.Get(name).IsNull() {
		return false
	}
	return slices.Index(order, after) < slices.Index(order, before)
}
