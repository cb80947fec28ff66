package postureprofile

import (
	"slices"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"
)

// Meaning says what posture profiles mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_posture_profile", One: "posture profile", Labels: []string{"name"}, End: meaning.Stays,
		Sum: func(o meaning.Object) meaning.Sentence {
			return meaning.Say("Devices of the platform ", o.Get("platform"), " that pass "+meaning.Plural(int64(len(o.Get("attribute_uuids").Elements())), "check")+" get the posture ", o.Get("posture_tag_value"), ".")
		},
		Fields: []meaning.Field{
			{Name: "name", Words: "Name"}, {Name: "attribute_uuids", Words: "Checks"}, {Name: "platform", Words: "Platform"}, {Name: "posture_tag_value", Words: "Posture that a device gets"},
		},
		Change: func(c *meaning.Change) {
			if lost := c.Lost("attribute_uuids"); len(lost) > 0 && c.After.Exists() {
				c.Risk(meaning.PostureWeakened, "A check leaves the profile: ", meaning.Shown(lost), ".")
			}
			order := []string{"none", "low", "medium", "high"}
			before, _ := c.Before.Get("posture_tag_value").Exact()
			after, known := c.After.Get("posture_tag_value").Exact()
			if c.Before.Exists() && known && slices.Index(order, after) > slices.Index(order, before) {
				c.Risk(meaning.PostureWeakened, "The same checks give a device a better posture than before: ", c.After.Get("posture_tag_value"), ".")
			}
		},
	}
}
