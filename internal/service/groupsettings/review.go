package groupsettings

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"

// Meaning says what settings of groups mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_group_settings", One: "group", Labels: []string{"name", "id"}, End: meaning.Stays,
		Sum: func(o meaning.Object) meaning.Sentence {
			return meaning.Say("Settings of the group ", o.Get("id"), ".")
		},
		Fields: []meaning.Field{{Name: "name", Words: "Name"}, {Name: "description", Words: "Description"}, {Name: "tags", Words: "Tags"}},
		Change: func(c *meaning.Change) {
			if c.Before.Exists() && c.After.Exists() && c.Differs("tags") {
				c.Say("Selectors that name a tag of the group select others than before.")
			}
		},
	}
}
