package token

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"

// Meaning says what API tokens mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_token", One: "API token", Labels: []string{"name"}, End: meaning.Revoked,
		Sum: func(o meaning.Object) meaning.Sentence {
			if seconds, known := o.Get("ttl_sec").Int(); known && seconds > 0 {
				return meaning.Say("Works once, within " + meaning.Span(seconds) + ".")
			}
			return meaning.Say("Lasts until it is revoked.")
		},
		Fields: []meaning.Field{{Name: "name", Words: "Name"}, {Name: "role", Words: "Role"}, {Name: "user_uuid", Words: "Owner"}},
		Said:   []string{"ttl_sec", "rotation"}, Mute: []string{"secret", "login_url"},
		Change: func(c *meaning.Change) {
			endless := func(o meaning.Object) bool { return o.Exists() && o.Get("ttl_sec").IsZero() }
			if endless(c.After) && !endless(c.Before) {
				c.Risk(meaning.TokenWithoutEnd, "The token lasts until somebody revokes it.")
			}
			if c.Stops() && c.After.Exists() {
				c.Say("The token is revoked.")
			}
		},
		Secret: func(c *meaning.Change) []meaning.Sentence {
			switch {
			case c.Created, c.Replaced:
				return []meaning.Sentence{meaning.Say("An API token is made. Its secret is kept in the state.")}
			case c.Updated && c.Differs("rotation") && !c.Before.Get("rotation").IsNull() && !c.After.Get("rotation").IsNull():
				return []meaning.Sentence{meaning.Say("The API token is rotated: another one is made, and the old one is revoked.")}
			}
			return nil
		},
	}
}
