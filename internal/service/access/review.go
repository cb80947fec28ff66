package access

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"

// Meaning says what access rules mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_access", One: "access rule", Labels: []string{"description"},
		Fields: []meaning.Field{{Name: "user_list", Words: "Users"}, {Name: "app_list", Words: "Apps"}, {Name: "description", Words: "Description"}, {Name: "access_type", Words: "Kind of access"}},
		Said:   []string{"allow_guest_access", "revoked_user_list", "end_time"},
		Change: change,
		Reach: func(o meaning.Object) meaning.Reach {
			return meaning.Reach{Rule: &meaning.Rule{
				ID: o.Get("id"), Selectors: o.Get("user_list"), Targets: o.Get("app_list"), Revoked: o.Get("revoked_user_list"), Ends: o.Get("end_time"), Active: o.State(),
				SelectorsName: "user_list", TargetsName: "app_list", RevokedName: "revoked_user_list", EndsName: "end_time",
			}}
		},
	}
}

func change(c *meaning.Change) {
	if c.Begins("allow_guest_access") {
		c.Risk(meaning.GuestAccess, "Guests may use the rule.")
		c.Say("Guests may use it.")
	}
	if c.MayBegin("allow_guest_access") {
		c.Risk(meaning.GuestAccess, "Whether guests may use the rule is known only after apply.")
	}
	if c.Ends("allow_guest_access") {
		c.Say("Guests may no longer use it.")
	}
	c.Opens("user_list", "The rule is for")
	if revoked := meaning.Shown(c.Gained("revoked_user_list")); len(revoked) > 0 {
		c.Say("Access by this rule is revoked for ", revoked, ", also as members of a group.")
	}
	if given := meaning.Shown(c.Lost("revoked_user_list")); len(given) > 0 && c.After.Exists() {
		c.Say("Access by this rule is no longer revoked for ", given, ".")
	}
	if c.After.Exists() && c.Differs("end_time") {
		c.Say(ends(c.Before.Get("end_time"), c.After.Get("end_time")))
	}
}

func ends(before, after meaning.Value) meaning.Sentence {
	if after.IsHidden() || before.IsHidden() {
		return meaning.Say("The end of the rule changes.")
	}
	was, had := before.Time()
	at, has := after.Time()
	switch {
	case has && had:
		return meaning.Say("The rule ends at " + meaning.Moment(at) + ", before at " + meaning.Moment(was) + ".")
	case has:
		return meaning.Say("The rule ends at " + meaning.Moment(at) + ".")
	case after.HasUnknown():
		return meaning.Say("When the rule ends is known after apply.")
	}
	return meaning.Say("The rule no longer ends (before at " + meaning.Moment(was) + ").")
}
