package card

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"

// Meaning says what cards mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_card", One: "card of the console", Labels: []string{"name"}, End: meaning.Stays, ReplacedUnless: []string{},
		Fields: []meaning.Field{{Name: "name", Words: "Name"}, {Name: "dataset", Words: "Dataset"}},
	}
}
