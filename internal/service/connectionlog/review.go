package connectionlog

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"

// Meaning says what connection events mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_device_app_connection_log", One: "connection event", Labels: []string{"application_id"}, End: meaning.Kept,
		Sum: func(o meaning.Object) meaning.Sentence {
			return meaning.Say("An entry of the log: ", o.Get("connection_type"), " of the device ", o.Get("device_id"), ".")
		},
		Mute: []string{"created_at"},
	}
}
