// Package postureprofile implements zerotrust_posture_profile: what devices of a platform must meet to count as healthy.
package postureprofile

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// Noun describes posture profiles.
func Noun() life.Noun[edge.PostureProfile] {
	return life.Noun[edge.PostureProfile]{
		Words:       life.Words{Title: "Posture Profile", Titles: "Posture Profiles"},
		Objects:     func(c *edge.Client) *edge.Objects[edge.PostureProfile] { return c.PostureProfiles.Objects },
		Description: "A set of posture attributes that devices of one platform must meet, and the value of the session tag `posture` that they get for it. A destroyed or replaced profile stays in the service, with a warning: no source documents a deletion.",
		Attributes:  attributes,
		Key:         "name",
		KeyTitle:    "Name",
		ReadsOne:    "Reads one posture profile, by its id or its name.",
		ReadsMany:   "Reads the posture profiles of the account, or those of a name.",
		Lists:       "Finds the posture profiles of the account, or those of a name.",
		Found:       "The posture profiles, by name and id.",
		Filters:     []life.Filter{{Name: "name", Description: "Only posture profiles of this name."}},
		Ends:        life.LeftBehind,
		CreateOnly:  []string{"platform"},
	}
}

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":          argument.ID("posture profile"),
		"name":        argument.Name("Display name."),
		"description": argument.String("Description."),
		"attribute_uuids": argument.Set("Ids of the posture attributes that make up the profile.", types.StringType,
			setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1))),
		"platform": argument.Int64("Platform of the profile, one of "+argument.Values(edge.PosturePlatformValues())+
			". The vendor does not publish their meaning. A change replaces the posture profile.", int64validator.OneOf(edge.PosturePlatformValues()...)),
		"posture_tag_value": argument.String("Value of the session tag `posture` for devices that meet the profile, which filters of policies select by (`posture:high`, `posture_ge:medium`). " +
			"Known values are `high`, `medium`, `low` and `none`; the service decides what it takes."),
	}
}
