// Package notificationchannel implements zerotrust_notification_channel: destinations of alert notifications.
package notificationchannel

import (
	"context"

	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

// Noun describes notification channels.
func Noun() life.Noun[edge.NotificationChannel] {
	return life.Noun[edge.NotificationChannel]{
		Words:       life.Words{Title: "Notification Channel", Titles: "Notification Channels"},
		Objects:     func(c *edge.Client) *edge.Objects[edge.NotificationChannel] { return c.NotificationChannels.Objects },
		Description: description,
		Attributes:  attributes,
		Answers: func() map[string]dsschema.Attribute { // its credentials are not among them, not even encrypted
			return map[string]dsschema.Attribute{
				"slack_channel":           dsschema.StringAttribute{MarkdownDescription: "Channel of Slack that the authorization is for.", Computed: true},
				"slack_team":              dsschema.StringAttribute{MarkdownDescription: "Team of Slack that the authorization is for.", Computed: true},
				"recipient_display_names": dsschema.MapAttribute{MarkdownDescription: "Display names by recipient.", Computed: true, ElementType: types.StringType},
			}
		},
		Key:       "name",
		KeyTitle:  "Name",
		ReadsOne:  "Reads one notification channel, by its id or its name.",
		ReadsMany: "Reads the notification channels of the account, or those that the service finds by the filters.",
		Lists:     "Finds the notification channels of the account, or those that the filters select.",
		Found:     "The channels, by name and id.",
		Filters: []life.Filter{
			{Name: "name", Description: "Only channels of this name."},
			{
				Name: "status", Description: "Only channels in one of these states: `INIT`, `ACTIVE`, `SUSPENDED`.", Parameter: "status",
				Several: true, Among: edge.StatusNames(),
			},
		},
		Ends:     life.LeftBehind,
		Replaced: true,
		PlanAny:  planCode,
		Creates:  create,
	}
}

// create sends what only a create takes as well. The code is in the configuration and nowhere else.
func create(ctx context.Context, c *life.Creating[edge.NotificationChannel]) (edge.NotificationChannel, error) {
	code := c.Config.Text("oauth_code_wo")
	created, err := c.Client.NotificationChannels.Create(ctx, c.Wanted, edge.ChannelAuthorization{
		OAuthCode:           api.Secret(code.ValueString()),
		RedirectURI:         c.Plan.Text("redirect_uri").ValueString(),
		ResolveDisplayNames: c.Plan.Flag("resolve_display_names").ValueBool(),
	})
	if err != nil {
		explainCode(code, err, &c.Diagnostics)
		return created, err
	}
	c.Diagnostics.Append(private.Store(ctx, c.Private, ownKey, true)...)
	if !code.IsNull() {
		c.Diagnostics.Append(private.StoreDigest(ctx, c.Private, sentKey, code.ValueString())...)
	}
	return created, nil
}
