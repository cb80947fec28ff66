package notificationchannel

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/listing"
)

var _ list.ListResourceWithConfigure = (*listResource)(nil)

// NewListResource returns the list resource zerotrust_notification_channel.
func NewListResource() list.ListResource { return &listResource{} }

type listResource struct{ conns.Resource[edge.Client] }

func (l *listResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_notification_channel"
}

func (l *listResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Finds the notification channels of the account, or those that the filters select.",
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{
				MarkdownDescription: "Only channels of this name.", Optional: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"status": schema.ListAttribute{
				MarkdownDescription: "Only channels in one of these states: `INIT`, `ACTIVE`, `SUSPENDED`.", Optional: true, ElementType: types.StringType,
				Validators: []validator.List{listvalidator.SizeAtLeast(1), listvalidator.ValueStringsAre(stringvalidator.OneOf(edge.StatusNames()...))},
			},
		},
	}
}

// listConfig has a list where the data source has a set: the schema of list resources knows no sets.
type listConfig struct {
	Name   types.String `tfsdk:"name"`
	Status types.List   `tfsdk:"status"`
}

func (l *listResource) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var failed diag.Diagnostics
	var config listConfig
	failed.Append(req.Config.Get(ctx, &config)...)
	client := l.Client(&failed)
	var channels []edge.NotificationChannel
	if !failed.HasError() {
		filter := filterModel{Name: config.Name, Status: flex.SetOfValues(types.StringType, config.Status.Elements())}
		var err error
		if channels, err = filter.list(ctx, client); err != nil {
			diags.API(&failed, "List", "Notification Channels", "", err)
		}
	}
	listing.Stream(ctx, req, stream, channels, failed, func(c edge.NotificationChannel) listing.Item {
		m := flatten(c, imported())
		return listing.Item{DisplayName: c.Name, Identity: argument.IdentityModel{ID: m.ID}, Resource: &m}
	})
}
