package edge

import (
	"context"
	"net/url"
	"strings"

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
	CreateTime            api.Int64         `json:"create_time,omitempty"` // epoch milliseconds
	CreatorUUID           string            `json:"creator_uuid,omitempty"`
	CreatorDisplayName    string            `json:"creator_display_name,omitempty"`
	UpdateTime            api.Int64         `json:"update_time,omitempty"` // epoch milliseconds
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
func (n NotificationChannel) created() api.Int64 { return n.CreateTime }

type createChannelRequest struct {
	NotificationChannel
	ChannelAuthorization
}

type updateChannelRequest struct {
	NotificationChannel
	UUID               string   `json:"uuid,omitempty"`
	AttributesToDelete []string `json:"attributes_to_delete,omitempty"`
}

// CreateNotificationChannel implements the contract's createNotificationChannel. After an ambiguous
// failure the channel is looked for: see api.Create. If it is not there, a create with a code is not repeated, because the
// code works only once.
func (c *Client) CreateNotificationChannel(ctx context.Context, channel NotificationChannel, auth ChannelAuthorization) (NotificationChannel, error) {
	body := createChannelRequest{NotificationChannel: channel, ChannelAuthorization: auth}
	recorded := body
	recorded.OAuthCode = ""
	return create(ctx, c, making[NotificationChannel]{
		operation: opCreateNotificationChannel, wanted: channel, body: body, secrets: []string{auth.OAuthCode.Value()},
		recordAs: recorded, neverAnswered: []string{"redirect_uri", "resolve_display_names"}, once: auth.OAuthCode != "",
		list: func(ctx context.Context) ([]NotificationChannel, error) { return c.ListNotificationChannels(ctx, nil) },
		read: c.GetNotificationChannel,
	})
}

// resolveDisplayNames is a required parameter of the reads of channels, typed as a text.
func resolveDisplayNames(resolve bool) url.Values {
	if resolve {
		return url.Values{"resolveDisplayNames": {"true"}}
	}
	return url.Values{"resolveDisplayNames": {"false"}}
}

// GetNotificationChannel implements the contract's getNotificationChannel.
func (c *Client) GetNotificationChannel(ctx context.Context, id string) (NotificationChannel, error) {
	return get(ctx, c, opGetNotificationChannel, id, resolveDisplayNames(true), func(ctx context.Context) ([]NotificationChannel, error) {
		return c.ListNotificationChannels(ctx, nil)
	})
}

// ListNotificationChannels implements the contract's queryNotificationChannels, which has no paging; no statuses select
// all channels.
func (c *Client) ListNotificationChannels(ctx context.Context, statuses []string) ([]NotificationChannel, error) {
	query := resolveDisplayNames(true)
	if len(statuses) > 0 {
		query.Set("status", strings.Join(statuses, ","))
	}
	var answer struct {
		Channels []NotificationChannel `json:"channels"`
	}
	err := c.do(ctx, call{operation: opQueryNotificationChannels, query: query, idempotent: true}, &answer)
	return live(answer.Channels), err
}

// UpdateNotificationChannel tries the candidate operation updateNotificationChannel, which no source documents. The
// result is what a read shows afterwards.
func (c *Client) UpdateNotificationChannel(ctx context.Context, id string, channel NotificationChannel, toClear []string) (NotificationChannel, error) {
	if err := c.requireUndocumented(opUpdateNotificationChannel); err != nil {
		return NotificationChannel{}, err
	}
	body := updateChannelRequest{NotificationChannel: channel, UUID: id, AttributesToDelete: toClear}
	if err := c.do(ctx, call{operation: opUpdateNotificationChannel, uuid: id, body: body, idempotent: true}, nil); err != nil {
		return NotificationChannel{}, err
	}
	return c.GetNotificationChannel(ctx, id)
}

// DeleteNotificationChannel tries the candidate operation deleteNotificationChannel and confirms that the channel is gone;
// if the service refuses the route, or the channel can still be read, the error wraps ErrNotDeleted.
func (c *Client) DeleteNotificationChannel(ctx context.Context, id string) error {
	return c.deleteUndocumented(ctx, opDeleteNotificationChannel, id, func() error {
		_, err := c.GetNotificationChannel(ctx, id)
		return err
	})
}
