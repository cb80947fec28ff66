package accessmember

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"

// Meaning says what members of access rules mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_access_member", One: "member of an access rule", Labels: []string{"user", "app"},
		Sum: func(o meaning.Object) meaning.Sentence {
			if o.Get("user").IsNull() {
				return meaning.Say("Adds the app ", o.Get("app"), " to an access rule.")
			}
			return meaning.Say("Adds ", o.Get("user"), " to an access rule.")
		},
		Fields: []meaning.Field{{Name: "access_id", Words: "Access rule"}, {Name: "user", Words: "User"}, {Name: "app", Words: "App"}},
		Change: func(c *meaning.Change) {
			if text, known := c.After.Get("user").Exact(); known && meaning.IsEverybody(text) && !c.Before.Get("user").Is(text) {
				c.Risk(meaning.Everybody, "Adds ", c.After.Get("user"), " to an access rule, which selects everybody.")
			}
		},
		Reach: func(o meaning.Object) meaning.Reach {
			return meaning.Reach{Member: &meaning.Member{
				Rule: o.Get("access_id"), Selector: o.Get("user"), Target: o.Get("app"), RuleName: "access_id", SelectorName: "user", TargetName: "app",
			}}
		},
	}
}
