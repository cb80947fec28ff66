package appcontrolpolicy

import (
	"slices"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"
)

// Meaning says what app control policies mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_app_control_policy", One: "app control policy", Labels: []string{"name"},
		Sum: func(o meaning.Object) meaning.Sentence {
			return meaning.Say("Within apps with ", filtered(o.Get("app_filter")), ", in sessions with ", filtered(o.Get("session_filter")), ": ", actions(o), ".")
		},
		Fields: []meaning.Field{{Name: "name", Words: "Name"}},
		Said:   []string{"app_filter", "session_filter", "policy_event_actions"},
		Change: func(c *meaning.Change) {
			c.OpensFilter("session_filter", "The policy selects")
			if c.Stops() {
				c.Risk(meaning.PolicyEnded, "The policy has no effect any more: users may do within apps what it kept them from.")
			}
			if !c.Before.Exists() || !c.After.Exists() {
				return
			}
			c.Conditions("app_filter", "The filter of apps")
			c.Conditions("session_filter", "The filter of sessions")
			for _, name := range []string{"app_filter", "session_filter"} {
				if c.Differs(name) {
					c.Say("Selects by "+name+": ", filtered(c.After.Get(name)), "; before: ", filtered(c.Before.Get(name)), ".")
				}
			}
			if c.Differs("policy_event_actions") {
				c.Say("What happens at events: ", actions(c.After), "; before: ", actions(c.Before), ".")
			}
		},
	}
}

func filtered(filter meaning.Value) meaning.Sentence {
	if s := meaning.Filter(filter); len(s) > 0 {
		return s
	}
	return meaning.Say("anything")
}

// actions says what happens at each event. The vendor publishes no names of either.
func actions(o meaning.Object) meaning.Sentence {
	list := o.Get("policy_event_actions")
	if list.IsHidden() {
		return meaning.Say(meaning.Hidden)
	}
	var texts []string
	for _, e := range list.Elements() {
		texts = append(texts, "event "+e.At("event_type").Text()+" does "+e.At("action").Text())
	}
	if len(texts) == 0 {
		return meaning.Say("nothing is set for any event")
	}
	slices.SortFunc(texts, meaning.Natural)
	return meaning.Say(texts)
}
