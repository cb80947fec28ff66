package alertconfig

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"

// Meaning says what alert rules mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_alert_config", One: "alert rule", Labels: []string{"name"}, End: meaning.Stays, ReplacedUnless: []string{},
		Sum:    func(o meaning.Object) meaning.Sentence { return meaning.Say("Tells ", o.Get("recipients"), ".") },
		Fields: []meaning.Field{{Name: "name", Words: "Name"}, {Name: "recipients", Words: "Who is told"}, {Name: "skip_alerts", Words: "Whether alerts are left out"}},
		Said:   []string{"card_data", "condition_filter"},
		Change: func(c *meaning.Change) {
			c.Silences("recipients", "alert rule")
			if c.Before.Exists() && c.After.Exists() {
				if c.Differs("card_data") {
					c.Say("What it looks at changes.")
				}
				if c.Differs("condition_filter") {
					c.Say("It raises an alert on ", filtered(c.After.Get("condition_filter")), "; before: ", filtered(c.Before.Get("condition_filter")), ".")
				}
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
