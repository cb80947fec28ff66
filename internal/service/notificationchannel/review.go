package notificationchannel

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"

// Meaning says what notification channels mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_notification_channel", One: "notification channel", Labels: []string{"name"}, End: meaning.Stays,
		ReplacedUnless: []string{"oauth_code_wo_version", "redirect_uri", "resolve_display_names", "timeouts"},
		Sum:            func(o meaning.Object) meaning.Sentence { return meaning.Say("Alerts go to ", o.Get("recipients"), ".") },
		Fields:         []meaning.Field{{Name: "name", Words: "Name"}, {Name: "type", Words: "Kind of channel"}, {Name: "recipients", Words: "Recipients"}},
		Change:         func(c *meaning.Change) { c.Silences("recipients", "notification channel") },
		Secret: func(c *meaning.Change) []meaning.Sentence {
			if (c.Created || c.Replaced) && c.After.Configured("oauth_code_wo") {
				return []meaning.Sentence{meaning.Say("An authorization code is sent to the service, which exchanges it for an access token.")}
			}
			return nil
		},
	}
}
