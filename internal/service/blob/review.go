package blob

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"

// Meaning says what blobs mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_blob", One: "blob", Labels: []string{"name", "key"}, End: meaning.Stays, ReplacedUnless: []string{"timeouts"},
		Sum: func(o meaning.Object) meaning.Sentence {
			return meaning.Say("Text that is kept by the key ", o.Get("key"), ".")
		},
		Fields: []meaning.Field{{Name: "key", Words: "Key"}, {Name: "name", Words: "Name"}, {Name: "expire_time_sec", Words: "End"}},
		Said:   []string{"data"},
		Change: func(c *meaning.Change) {
			if c.Before.Exists() && c.After.Exists() && c.Differs("data") {
				c.Say("Its text changes.")
			}
		},
	}
}
