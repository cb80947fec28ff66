package edge

import (
	"context"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// PostureAttribute is the contract's PostureAttribute: one device posture check. Zero values are left out of requests.
type PostureAttribute struct {
	UUID               string           `json:"uuid,omitempty"`
	Name               string           `json:"name,omitempty"`
	Description        string           `json:"description,omitempty"`
	AttributeType      api.Int64        `json:"attribute_type,omitempty"` // create only
	RequiredProcesses  []PostureProcess `json:"required_processes,omitempty"`
	SupportedPlatforms []api.Int64      `json:"supported_platforms,omitempty"`
	AccountName        string           `json:"account_name,omitempty"`
	CreateTime         api.Int64        `json:"create_time,omitempty"` // epoch milliseconds
	CreatorUUID        string           `json:"creator_uuid,omitempty"`
	CreatorDisplayName string           `json:"creator_display_name,omitempty"`
	UpdateTime         api.Int64        `json:"update_time,omitempty"` // epoch milliseconds
	UpdaterUUID        string           `json:"updater_uuid,omitempty"`
	UpdaterDisplayName string           `json:"updater_display_name,omitempty"`
}

// PostureProcess is the contract's PostureProcess: a process that must run.
type PostureProcess struct {
	Platform       api.Int64 `json:"platform,omitempty"`
	ProcessRegex   string    `json:"process_regex,omitempty"`
	BinaryHash     string    `json:"binary_hash,omitempty"`
	BundleID       string    `json:"bundle_id,omitempty"`
	CertThumbprint string    `json:"cert_thumbprint,omitempty"`
	TeamID         string    `json:"team_id,omitempty"`
}

func (a PostureAttribute) identifier() string { return a.UUID }
func (a PostureAttribute) status() Status     { return 0 }
func (a PostureAttribute) label() string      { return a.Name }
func (a PostureAttribute) created() api.Int64 { return a.CreateTime }

type updatePostureAttributeRequest struct {
	PostureAttribute
	UUID               string   `json:"uuid,omitempty"`
	AttributesToDelete []string `json:"attributes_to_delete,omitempty"`
}

// CreatePostureAttribute implements the contract's createPostureAttribute. After an ambiguous failure the attribute
// is looked for: see api.Create.
func (c *Client) CreatePostureAttribute(ctx context.Context, attribute PostureAttribute) (PostureAttribute, error) {
	return create(ctx, c, making[PostureAttribute]{
		operation: opCreatePostureAttribute, wanted: attribute, body: attribute, list: c.ListPostureAttributes, read: c.GetPostureAttribute,
	})
}

// GetPostureAttribute implements the contract's getPostureAttribute.
func (c *Client) GetPostureAttribute(ctx context.Context, id string) (PostureAttribute, error) {
	return get(ctx, c, opGetPostureAttribute, id, nil, c.ListPostureAttributes)
}

// ListPostureAttributes implements the contract's queryPostureAttributes, which has no paging.
func (c *Client) ListPostureAttributes(ctx context.Context) ([]PostureAttribute, error) {
	var answer struct {
		PostureAttributes []PostureAttribute `json:"posture_attributes"`
	}
	err := c.do(ctx, call{operation: opQueryPostureAttributes, idempotent: true}, &answer)
	return live(answer.PostureAttributes), err
}

// UpdatePostureAttribute implements the contract's updatePostureAttribute: the fields that are set are changed, those
// named in toClear are cleared.
func (c *Client) UpdatePostureAttribute(ctx context.Context, id string, attribute PostureAttribute, toClear []string) (PostureAttribute, error) {
	body := updatePostureAttributeRequest{PostureAttribute: attribute, UUID: id, AttributesToDelete: toClear}
	return update[PostureAttribute](ctx, c, opUpdatePostureAttribute, id, body)
}

// DeletePostureAttribute tries the candidate operation deletePostureAttribute and confirms that the attribute is gone; if
// the service refuses the route, or the attribute can still be read, the error wraps ErrNotDeleted.
func (c *Client) DeletePostureAttribute(ctx context.Context, id string) error {
	return c.deleteUndocumented(ctx, opDeletePostureAttribute, id, func() error {
		_, err := c.GetPostureAttribute(ctx, id)
		return err
	})
}
