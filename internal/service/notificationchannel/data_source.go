package notificationchannel

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/listing"
)

var (
	_ datasource.DataSourceWithConfigure        = (*dataSource)(nil)
	_ datasource.DataSourceWithConfigValidators = (*dataSource)(nil)
	_ datasource.DataSourceWithConfigure        = (*listDataSource)(nil)
)

// readModel is the managed resource with what the service changes by itself. Its credentials are not among that, not even
// encrypted.
type readModel struct {
	fields
	SlackChannel          types.String `tfsdk:"slack_channel"`
	SlackTeam             types.String `tfsdk:"slack_team"`
	RecipientDisplayNames types.Map    `tfsdk:"recipient_display_names"`
	AccountName           types.String `tfsdk:"account_name"`
	CreatorDisplayName    types.String `tfsdk:"creator_display_name"`
	UpdateTime            types.Int64  `tfsdk:"update_time"`
	UpdaterUUID           types.String `tfsdk:"updater_uuid"`
	UpdaterDisplayName    types.String `tfsdk:"updater_display_name"`
}

func flattenRead(c edge.NotificationChannel) readModel {
	return readModel{
		fields:                flatten(c, model{}).fields,
		SlackChannel:          flex.StringOrNull(c.SlackChannel),
		SlackTeam:             flex.StringOrNull(c.SlackTeam),
		RecipientDisplayNames: flex.StringMapValue(c.RecipientDisplayNames),
		AccountName:           flex.StringOrNull(c.AccountName),
		CreatorDisplayName:    flex.StringOrNull(c.CreatorDisplayName),
		UpdateTime:            types.Int64Value(int64(c.UpdateTime)),
		UpdaterUUID:           flex.StringOrNull(c.UpdaterUUID),
		UpdaterDisplayName:    flex.StringOrNull(c.UpdaterDisplayName),
	}
}

func readAttributes() map[string]schema.Attribute {
	all := argument.ReadOnly(argument.Computed(fieldAttributes()))
	delete(all, "data_source") // channels have none
	all["slack_channel"] = schema.StringAttribute{MarkdownDescription: "Channel of Slack that the authorization is for.", Computed: true}
	all["slack_team"] = schema.StringAttribute{MarkdownDescription: "Team of Slack that the authorization is for.", Computed: true}
	all["recipient_display_names"] = schema.MapAttribute{MarkdownDescription: "Display names by recipient.", Computed: true, ElementType: types.StringType}
	return all
}

// NewDataSource returns the data source zerotrust_notification_channel.
func NewDataSource() datasource.DataSource { return &dataSource{} }

type dataSource struct{ conns.DataSource[edge.Client] }

func (s *dataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_notification_channel"
}

func (s *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads one notification channel, by its id or its name.",
		Attributes:          argument.Selectable(readAttributes(), "notification channel"),
	}
}

func (s *dataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{datasourcevalidator.ExactlyOneOf(path.MatchRoot("id"), path.MatchRoot("name"))}
}

func (s *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if s.DeferRead(req, resp) {
		return
	}
	var config readModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := s.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if !config.ID.IsNull() {
		found, err := client.ReadNotificationChannel(ctx, config.ID.ValueString())
		if err != nil {
			diags.API(&resp.Diagnostics, "Read", noun, config.ID.ValueString(), err)
			return
		}
		resp.Diagnostics.Append(resp.State.Set(ctx, flattenRead(found))...)
		return
	}
	channels, err := client.ReadNotificationChannels(ctx, nil)
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", noun, diags.Named(config.Name), err)
		return
	}
	if found, ok := listing.One(channels, noun, config.Name, nameOf, &resp.Diagnostics); ok {
		resp.Diagnostics.Append(resp.State.Set(ctx, flattenRead(found))...)
	}
}

func nameOf(c edge.NotificationChannel) string { return c.Name }

// NewListDataSource returns the data source zerotrust_notification_channels.
func NewListDataSource() datasource.DataSource { return &listDataSource{} }

type listDataSource struct{ conns.DataSource[edge.Client] }

type filterModel struct {
	Name   types.String `tfsdk:"name"`
	Status types.Set    `tfsdk:"status"`
}

// list asks the service for the channels that the filters select, by name and id.
func (f filterModel) list(ctx context.Context, client *edge.Client) ([]edge.NotificationChannel, error) {
	channels, err := client.ReadNotificationChannels(ctx, flex.Strings(f.Status))
	slices.SortFunc(channels, func(a, b edge.NotificationChannel) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.UUID, b.UUID))
	})
	return listing.ByName(channels, f.Name, nameOf), err
}

type listModel struct {
	filterModel
	NotificationChannels []readModel `tfsdk:"notification_channels"`
}

func (s *listDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_notification_channels"
}

func (s *listDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the notification channels of the account, or those that the service finds by the filters.",
		Attributes: map[string]schema.Attribute{
			"name": schema.StringAttribute{
				MarkdownDescription: "Only channels of this name.", Optional: true,
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"status": schema.SetAttribute{
				MarkdownDescription: "Only channels in one of these states: `INIT`, `ACTIVE`, `SUSPENDED`.", Optional: true, ElementType: types.StringType,
				Validators: []validator.Set{
					setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), setvalidator.ValueStringsAre(stringvalidator.OneOf(edge.StatusNames()...)),
				},
			},
			"notification_channels": schema.ListNestedAttribute{
				MarkdownDescription: "The channels, by name and id.", Computed: true,
				NestedObject: schema.NestedAttributeObject{Attributes: readAttributes()},
			},
		},
	}
}

func (s *listDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if s.DeferRead(req, resp) {
		return
	}
	var config listModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := s.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	channels, err := config.list(ctx, client)
	if err != nil {
		diags.API(&resp.Diagnostics, "Read", "Notification Channels", "", err)
		return
	}
	config.NotificationChannels = flex.Map(channels, flattenRead)
	resp.Diagnostics.Append(resp.State.Set(ctx, &config)...)
}
