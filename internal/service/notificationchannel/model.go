package notificationchannel

import (
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

// fields are what the resource and the data sources have in common.
type fields struct {
	ID          types.String `tfsdk:"id"`
	Name        types.String `tfsdk:"name"`
	Description types.String `tfsdk:"description"`
	Type        types.Int64  `tfsdk:"type"`
	Recipients  types.Set    `tfsdk:"recipients"`
	Status      types.String `tfsdk:"status"`
	CreateTime  types.Int64  `tfsdk:"create_time"`
	CreatorUUID types.String `tfsdk:"creator_uuid"`
}

// model is the managed resource: what a practitioner sets, and what never changes by itself.
type model struct {
	fields
	OAuthCodeWO         types.String   `tfsdk:"oauth_code_wo"`
	OAuthCodeWOVersion  types.Int64    `tfsdk:"oauth_code_wo_version"`
	RedirectURI         types.String   `tfsdk:"redirect_uri"`
	ResolveDisplayNames types.Bool     `tfsdk:"resolve_display_names"`
	Timeouts            timeouts.Value `tfsdk:"timeouts"`
}

// imported is the prior state of an import: zero values, which null and zero configurations both accept.
func imported() model {
	return model{
		fields:      fields{Description: types.StringValue(""), Type: types.Int64Value(0), Recipients: flex.StringSetValue(nil)},
		RedirectURI: types.StringValue(""), ResolveDisplayNames: types.BoolValue(false), Timeouts: argument.NoTimeouts(),
	}
}

// flatten maps what the service answered. Absent fields keep the spelling of prior, and so does what is never answered.
func flatten(c edge.NotificationChannel, prior model) model {
	return model{
		fields: fields{
			ID:          types.StringValue(c.UUID),
			Name:        types.StringValue(c.Name),
			Description: flex.String(c.Description, prior.Description),
			Type:        flex.Int64(c.Type, prior.Type),
			Recipients:  flex.StringSet(c.Recipients, prior.Recipients),
			Status:      flex.StringOrNull(c.Status.Name()),
			CreateTime:  types.Int64Value(int64(c.CreateTime)),
			CreatorUUID: types.StringValue(c.CreatorUUID),
		},
		OAuthCodeWOVersion:  prior.OAuthCodeWOVersion,
		RedirectURI:         prior.RedirectURI,
		ResolveDisplayNames: prior.ResolveDisplayNames,
		Timeouts:            prior.Timeouts,
	}
}

// expand says what changes from prior to planned. A create passes an empty prior.
func expand(planned, prior model) (edge.NotificationChannel, flex.Patch) {
	var c edge.NotificationChannel
	var p flex.Patch
	p.Field("name", planned.Name, prior.Name, func() { c.Name = planned.Name.ValueString() })
	p.Field("description", planned.Description, prior.Description, func() { c.Description = planned.Description.ValueString() })
	p.Field("type", planned.Type, prior.Type, func() { c.Type = api.Int64(planned.Type.ValueInt64()) })
	p.Field("recipients", planned.Recipients, prior.Recipients, func() { c.Recipients = flex.Strings(planned.Recipients) })
	p.Field("status", planned.Status, prior.Status, func() { c.Status = edge.StatusOf(planned.Status.ValueString()) })
	return c, p
}

// authorization is what only a create sends. The code is in the configuration and nowhere else.
func authorization(plan, config model) edge.ChannelAuthorization {
	return edge.ChannelAuthorization{
		OAuthCode:           api.Secret(config.OAuthCodeWO.ValueString()),
		RedirectURI:         plan.RedirectURI.ValueString(),
		ResolveDisplayNames: plan.ResolveDisplayNames.ValueBool(),
	}
}
