package integration

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"

// Meaning says what integrations mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_integration", One: "integration", Labels: []string{displayName}, End: meaning.Stays,
		ReplacedUnless: []string{"filter_domains", "validate", "validate_credentials", credentials.VersionName(), "timeouts"},
		Sum: func(o meaning.Object) meaning.Sentence {
			return meaning.Say("The service takes data from a third party of the kind ", o.Get("data_source"), ".")
		},
		Fields: []meaning.Field{
			{Name: displayName, Words: "Name"}, {Name: "data_source", Words: "Kind of third party"}, {Name: "filter_domains", Words: "Domains whose data is taken"},
		},
		Secret: func(c *meaning.Change) []meaning.Sentence {
			if c.After.Exists() && (c.Created || c.Replaced || c.Differs(credentials.VersionName())) && c.After.Configured(string(credentials)) {
				return []meaning.Sentence{meaning.Say("Credentials for the third party are sent to the service.")}
			}
			return nil
		},
	}
}
