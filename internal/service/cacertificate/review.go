package cacertificate

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"

// Meaning says what CA certificates mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_ca_certificate", One: "CA certificate", Labels: []string{"description"}, End: meaning.Stays,
		Sum: func(o meaning.Object) meaning.Sentence {
			return meaning.Say("A certification authority that is trusted for the purpose ", o.Get("purpose"), ".")
		},
		Fields: []meaning.Field{{Name: "description", Words: "Description"}, {Name: "purpose", Words: "Purpose"}, {Name: "status", Words: "State"}},
		Said:   []string{"public_key_pem", "chain"},
		Change: func(c *meaning.Change) {
			if c.Before.Exists() && c.After.Exists() && (c.Differs("public_key_pem") || c.Differs("chain")) {
				c.Say("Another certificate is trusted.")
			}
		},
	}
}
