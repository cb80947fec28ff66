package postureattribute

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"

// Meaning says what posture attributes mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_posture_attribute", One: "posture check", Labels: []string{"name"}, End: meaning.Stays,
		Sum: func(o meaning.Object) meaning.Sentence {
			return meaning.Say("Passes if one of "+meaning.Plural(int64(len(o.Get("required_processes").Elements())), "process")+" runs, on the platforms ", o.Get("supported_platforms"), ".")
		},
		Fields: []meaning.Field{
			{Name: "name", Words: "Name"}, {Name: "attribute_type", Words: "Kind of check"}, {Name: "required_processes", Words: "Processes, one of which must run"},
			{Name: "supported_platforms", Words: "Platforms"},
		},
		Change: func(c *meaning.Change) {
			if c.Before.Exists() && len(c.Before.Get("required_processes").Elements()) > 0 && len(c.Gained("required_processes")) > 0 {
				c.Risk(meaning.PostureWeakened, "The check takes more processes for healthy than before.")
			}
		},
	}
}
