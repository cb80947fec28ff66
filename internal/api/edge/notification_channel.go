package edge

import (
	"context"
	"net/url"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// NotificationChannel is the contract's NotificationChannel: a destination of alert notifications. Zero values are left
// out of requests.
type NotificationChannel struct {
	UUID                  string            `json:"uuid,omitempty"`
	Name                  string            `json:"name,omitempty"`
	Description           string            `json:"description,omitempty"`
	Type                  api.Int64         `json:"type,omitempty"`
	Recipients            []string          `json:"recipients,omitempty"`
	Status                Status            `json:"status,omitempty"`
	SlackChannel          string            `json:"slack_channel,omitempty"`
	SlackTeam             string            `json:"slack_team,omitempty"`
	RecipientDisplayNames map[string]string `json:"recipient_display_names,omitempty"`
	EncryptedCredentials  api.Secret        `json:"encrypted_credentials,omitempty"` // read only
	AccountName           string            `json:"account_name,omitempty"`
	CreateTime            api.Time          `json:"create_time,omitempty"`
	CreatorUUID           string            `json:"creator_uuid,omitempty"`
	CreatorDisplayName    string            `json:"creator_display_name,omitempty"`
	UpdateTime            api.Time          `json:"update_time,omitempty"`
	UpdaterUUID           string            `json:"updater_uuid,omitempty"`
	UpdaterDisplayName    string            `json:"updater_display_name,omitempty"`
}

// ChannelAuthorization is what only a create takes: a single-use code that the service exchanges for credentials.
type ChannelAuthorization struct {
	OAuthCode           api.Secret `json:"oauth_code,omitempty"`
	RedirectURI         string     `json:"redirect_uri,omitempty"`
	ResolveDisplayNames bool       `json:"resolve_display_names,omitempty"`
}

func (n NotificationChannel) identifier() string { return n.UUID }
func (n NotificationChannel) status() Status     { return n.Status }
func (n NotificationChannel) label() string      { return n.Name }
func (n NotificationChannel) created() api.Time  { return n.CreateTime }
func (n NotificationChannel) updated() api.Time  { return n.UpdateTime }

type createChannelRequest struct {
	NotificationChannel
	ChannelAuthorization
}

type updateChannelRequest struct {
	NotificationChannel
	UUID               string   `json:"uuid,omitempty"`
	AttributesToDelete []string `json:"attributes_to_delete,omitempty"`
}

// NotificationChannels are the calls about notification channels.
type NotificationChannels struct{ *Objects[NotificationChannel] }

// displayNames is a required parameter of reads that resolve names, typed as a text.
func displayNames() url.Values { return url.Values{"resolveDisplayNames": {"true"}} }

func newNotificationChannels(c *Client, cfg Config) *NotificationChannels {
	return &NotificationChannels{newObjects(c, cfg, kind[NotificationChannel]{
		create: opCreateNotificationChannel, get: opGetNotificationChannel, list: opQueryNotificationChannels,
		update: opUpdateNotificationChannel, delete: opDeleteNotificationChannel,
		member: "channels", all: displayNames(), one: displayNames(),
		updating: func(id string, change NotificationChannel, toClear []string) any {
			return updateChannelRequest{NotificationChannel: change, UUID: id, AttributesToDelete: toClear}
		},
	})}
}

// Create is that of every kind, with what only a create takes. If an object is not found after an ambiguous failure, a create
// with a code is not repeated, because the code works only once.
func (n *NotificationChannels) Create(ctx context.Context, channel NotificationChannel, auth ChannelAuthorization) (NotificationChannel, error) {
	body := createChannelRequest{NotificationChannel: channel, ChannelAuthorization: auth}
	recorded := body
	recorded.OAuthCode = ""
	return typed[NotificationChannel](n.calls.createAs(ctx, making{
		wanted: channel, body: body, secrets: []string{auth.OAuthCode.Value()},
		recordAs: recorded, neverAnswered: []string{"redirect_uri", "resolve_display_names"}, once: auth.OAuthCode != "",
	}))
}
