package policy

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"

// Meaning says what policies mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_policy", One: "policy", Labels: []string{"name"},
		Sum: sum, Change: change, Order: "priority",
		Fields: []meaning.Field{
			{Name: "name", Words: "Name"}, {Name: "type", Words: "Family"}, {Name: "action", Words: "Action"}, {Name: "priority", Words: "Priority (the smaller number wins)"},
			{Name: "workflow_uuid", Words: "Workflow that is run"}, {Name: "constraints", Words: "Constraints"},
		},
		Said: []string{"app_filter", "session_filter", "allow_guest_access", "mitm_settings", "workflow_name"},
	}
}

func sum(o meaning.Object) meaning.Sentence {
	s := meaning.Say("Action ", o.Get("action"), "; ", applies(o), ".")
	if priority := o.Get("priority"); !priority.IsZero() {
		s = append(s, meaning.Say(" Priority ", priority, ".")...)
	}
	return s
}

// applies says when a policy applies.
func applies(o meaning.Object) meaning.Sentence {
	apps, sessions := meaning.Filter(o.Get("app_filter")), meaning.Filter(o.Get("session_filter"))
	s := meaning.Say("applies to ")
	if len(apps) == 0 {
		s = append(s, meaning.Say("every resource")...)
	} else {
		s = append(s, meaning.Say("resources with ", apps)...)
	}
	if len(sessions) == 0 {
		return append(s, meaning.Say(", in every session")...)
	}
	return append(s, meaning.Say(", in sessions with ", sessions)...)
}

func change(c *meaning.Change) {
	if c.Begins("allow_guest_access") {
		c.Risk(meaning.GuestAccess, "The policy applies to guests.")
		c.Say("Applies to guests.")
	}
	if c.MayBegin("allow_guest_access") {
		c.Risk(meaning.GuestAccess, "Whether the policy applies to guests is known only after apply.")
	}
	if c.Ends("allow_guest_access") {
		c.Say("No longer applies to guests.")
	}
	closed := func(o meaning.Object) meaning.Value { return o.Get("mitm_settings").At("fail_close") }
	opens := c.After.Exists() && closed(c.After).IsZero() && (closed(c.Before).True() || !c.Before.Exists() && !c.After.Get("mitm_settings").IsNull())
	switch {
	case opens:
		c.Risk(meaning.InspectionFailsOpen, "Traffic that cannot be inspected passes.")
		c.Say("Inspection fails open: traffic that cannot be inspected passes.")
	case closed(c.After).HasUnknown() && closed(c.Before).True():
		c.Risk(meaning.InspectionFailsOpen, "Whether traffic that cannot be inspected passes is known only after apply.")
	case closed(c.After).True() && !closed(c.Before).True():
		c.Say("Inspection fails closed: traffic that cannot be inspected is refused.")
	}
	c.OpensFilter("session_filter", "The policy selects")
	if c.Stops() {
		c.Risk(meaning.PolicyEnded, "The policy has no effect any more: what it blocks, inspects or asks for no longer happens.")
	}
	if !c.Before.Exists() || !c.After.Exists() {
		return
	}
	c.Conditions("app_filter", "The filter of resources")
	c.Conditions("session_filter", "The filter of sessions")
	c.Constraints("constraints")
	if c.Differs("app_filter") || c.Differs("session_filter") {
		c.Say("Before, it ", applies(c.Before), ".")
		c.Say("After, it ", applies(c.After), ".")
	}
}
