package postureprofile

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
)

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
		"create_time":  argument.CreateTime(),
		"creator_uuid": argument.CreatorUUID(),
	}
}
