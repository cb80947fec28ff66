package dataexport

import "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"

// Meaning says what data exports mean to people who review a plan.
func Meaning() meaning.Noun {
	return meaning.Noun{
		Type: "zerotrust_data_export", One: "export of log data", Labels: []string{"s3_bucket_name"}, End: meaning.Stays,
		Sum: func(o meaning.Object) meaning.Sentence {
			return meaning.Say("Log data of the kinds ", o.Get("data_export_types"), " goes to the bucket ", o.Get("s3_bucket_name"), ".")
		},
		Fields: []meaning.Field{{Name: "data_export_types", Words: "Kinds of data"}, {Name: "s3_bucket_name", Words: "Bucket"}, {Name: "s3_bucket_account_id", Words: "Account of the bucket"}},
		Mute:   []string{"validated"},
		Change: func(c *meaning.Change) {
			switch {
			case c.Before.Exists() && !c.After.Exists():
				c.Risk(meaning.AuditExportRemoved, "Terraform no longer manages the export of log data.")
			case c.Replaced:
				c.Risk(meaning.AuditExportRemoved, "The export of log data is replaced by another one.")
			case len(c.Lost("data_export_types")) > 0 && c.Before.Exists():
				c.Risk(meaning.AuditExportRemoved, "Log data of the kinds ", meaning.Shown(c.Lost("data_export_types")), " is no longer exported.")
			}
		},
	}
}
