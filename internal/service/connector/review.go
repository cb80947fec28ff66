package connector

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"

// Meaning says what connectors mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_connector", One: "connector", Labels: []string{"name", uniqueName}, End: meaning.Stays, ReplacedUnless: []string{"config", "timeouts"},
		Sum:    func(meaning.Object) meaning.Sentence { return meaning.Say("Carries traffic to private apps.") },
		Fields: []meaning.Field{{Name: "name", Words: "Name"}, {Name: uniqueName, Words: "Unique name"}, {Name: "external_addr", Words: "Addresses from outside"}},
		Mute:   []string{accessToken},
		Secret: func(c *meaning.Change) []meaning.Sentence {
			if c.Created || c.Replaced {
				return []meaning.Sentence{meaning.Say("An access token of the connector is made. It is kept in the state.")}
			}
			return nil
		},
	}
}
