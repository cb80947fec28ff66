package dashboard

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"

// Meaning says what dashboards mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_dashboard", One: "dashboard of the console", Labels: []string{"name"}, End: meaning.Stays, ReplacedUnless: []string{},
		Fields: []meaning.Field{{Name: "name", Words: "Name"}},
	}
}
