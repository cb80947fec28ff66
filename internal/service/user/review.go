package user

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"

// Meaning says what users mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_user", One: "user", Labels: []string{"display_name"},
		Sum: func(o meaning.Object) meaning.Sentence {
			if o.Get("role").IsZero() || o.Get("role").IsUnknown() {
				return meaning.Say("A local user.")
			}
			return meaning.Say("A local user with the role ", o.Get("role"), ".")
		},
		Fields: []meaning.Field{{Name: "display_name", Words: "Name"}, {Name: "role", Words: "Role"}, {Name: "tags", Words: "Tags"}, {Name: "location", Words: "Location"}},
		Change: func(c *meaning.Change) {
			if c.Stops() && c.After.Exists() {
				c.Say("The user can no longer log in.")
			}
		},
	}
}
