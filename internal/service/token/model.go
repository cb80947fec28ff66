package token

import (
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

// model is the managed resource: what a practitioner sets, and what never changes by itself.
type model struct {
	ID          types.String   `tfsdk:"id"`
	Name        types.String   `tfsdk:"name"`
	Description types.String   `tfsdk:"description"`
	Status      types.String   `tfsdk:"status"`
	Role        types.Int64    `tfsdk:"role"`
	UserUUID    types.String   `tfsdk:"user_uuid"`
	TTLSec      types.Int64    `tfsdk:"ttl_sec"`
	Rotation    types.String   `tfsdk:"rotation"`
	Secret      types.String   `tfsdk:"secret"`
	LoginURL    types.String   `tfsdk:"login_url"`
	CreateTime  types.Int64    `tfsdk:"create_time"`
	CreatorUUID types.String   `tfsdk:"creator_uuid"`
	Timeouts    timeouts.Value `tfsdk:"timeouts"`
}

// imported is the prior state of an import: zero values, which null and zero configurations both accept. What no answer
// ever shows is null.
func imported() model {
	return model{Description: types.StringValue(""), Timeouts: argument.NoTimeouts()}
}

// flatten maps what the service answered. Absent fields keep the spelling of prior, and so does what is never answered:
// above all the secret, which only the answer to the create holds (see created).
func flatten(t edge.Token, prior model) model {
	return model{
		ID:          types.StringValue(t.UUID),
		Name:        types.StringValue(t.Name),
		Description: flex.String(t.Description, prior.Description),
		Status:      flex.StringOrNull(t.Status.Name()),
		Role:        prior.Role,
		UserUUID:    prior.UserUUID,
		TTLSec:      prior.TTLSec,
		Rotation:    prior.Rotation,
		Secret:      prior.Secret,
		LoginURL:    prior.LoginURL,
		CreateTime:  types.Int64Value(int64(t.CreateTime)),
		CreatorUUID: types.StringValue(t.CreatorUUID),
		Timeouts:    prior.Timeouts,
	}
}

// created is flatten for the answer to a create, the only one whose secrets are taken.
func created(t edge.Token, plan model) model {
	m := flatten(t, plan)
	m.Secret = flex.StringOrNull(t.Secret.Value())
	m.LoginURL = flex.StringOrNull(t.LoginURL.Value())
	return m
}

// expand says what a create sends.
func expand(plan model) edge.NewToken {
	return edge.NewToken{
		Name:        plan.Name.ValueString(),
		Description: plan.Description.ValueString(),
		Status:      edge.StatusOf(plan.Status.ValueString()),
		Role:        api.Int64(plan.Role.ValueInt64()),
		UserUUID:    plan.UserUUID.ValueString(),
		TTLSec:      api.Int64(plan.TTLSec.ValueInt64()),
	}
}

// expandUpdate says what changes from prior to planned.
func expandUpdate(planned, prior model) (edge.TokenUpdate, flex.Patch) {
	var u edge.TokenUpdate
	var p flex.Patch
	p.Field("name", planned.Name, prior.Name, func() { u.Name = planned.Name.ValueString() })
	p.Field("description", planned.Description, prior.Description, func() { u.Description = planned.Description.ValueString() })
	p.Field("status", planned.Status, prior.Status, func() { u.Status = edge.StatusOf(planned.Status.ValueString()) })
	p.Field("role", planned.Role, prior.Role, func() { u.Role = api.Int64(planned.Role.ValueInt64()) })
	u.AttributesToDelete = p.Clear
	return u, p
}
