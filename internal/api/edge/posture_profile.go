package edge

import (
	"context"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// PostureProfile is the contract's PostureProfile: a set of posture attributes for one platform. Zero values are left out
// of requests.
type PostureProfile struct {
	UUID               string    `json:"uuid,omitempty"`
	Name               string    `json:"name,omitempty"`
	Description        string    `json:"description,omitempty"`
	AttributeUUIDs     []string  `json:"attribute_uuids,omitempty"`
	Platform           api.Int64 `json:"platform,omitempty"` // create only
	PostureTagValue    string    `json:"posture_tag_value,omitempty"`
	AccountName        string    `json:"account_name,omitempty"`
	CreateTime         api.Int64 `json:"create_time,omitempty"` // epoch milliseconds
	CreatorUUID        string    `json:"creator_uuid,omitempty"`
	CreatorDisplayName string    `json:"creator_display_name,omitempty"`
	UpdateTime         api.Int64 `json:"update_time,omitempty"` // epoch milliseconds
	UpdaterUUID        string    `json:"updater_uuid,omitempty"`
	UpdaterDisplayName string    `json:"updater_display_name,omitempty"`
}

func (p PostureProfile) identifier() string { return p.UUID }
func (p PostureProfile) status() Status     { return 0 }
func (p PostureProfile) label() string      { return p.Name }
func (p PostureProfile) created() api.Int64 { return p.CreateTime }

type updatePostureProfileRequest struct {
	PostureProfile
	UUID               string   `json:"uuid,omitempty"`
	AttributesToDelete []string `json:"attributes_to_delete,omitempty"`
}

// CreatePostureProfile implements the contract's createPostureProfile. After an ambiguous failure the profile is
// looked for: see api.Create.
func (c *Client) CreatePostureProfile(ctx context.Context, profile PostureProfile) (PostureProfile, error) {
	return create(ctx, c, making[PostureProfile]{
		operation: opCreatePostureProfile, wanted: profile, body: profile, list: c.ListPostureProfiles, read: c.GetPostureProfile,
	})
}

// GetPostureProfile implements the contract's getPostureProfile.
func (c *Client) GetPostureProfile(ctx context.Context, id string) (PostureProfile, error) {
	return get(ctx, c, opGetPostureProfile, id, nil, c.ListPostureProfiles)
}

// ListPostureProfiles implements the contract's queryPostureProfiles, which has no paging.
func (c *Client) ListPostureProfiles(ctx context.Context) ([]PostureProfile, error) {
	var answer struct {
		PostureProfiles []PostureProfile `json:"posture_profiles"`
	}
	err := c.do(ctx, call{operation: opQueryPostureProfiles, idempotent: true}, &answer)
	return live(answer.PostureProfiles), err
}

// UpdatePostureProfile implements the contract's updatePostureProfile: the fields that are set are changed, those named
// in toClear are cleared.
func (c *Client) UpdatePostureProfile(ctx context.Context, id string, profile PostureProfile, toClear []string) (PostureProfile, error) {
	body := updatePostureProfileRequest{PostureProfile: profile, UUID: id, AttributesToDelete: toClear}
	return update[PostureProfile](ctx, c, opUpdatePostureProfile, id, body)
}

// DeletePostureProfile tries the candidate operation deletePostureProfile and confirms that the profile is gone; if the
// service refuses the route, or the profile can still be read, the error wraps ErrNotDeleted.
func (c *Client) DeletePostureProfile(ctx context.Context, id string) error {
	return c.deleteUndocumented(ctx, opDeletePostureProfile, id, func() error {
		_, err := c.GetPostureProfile(ctx, id)
		return err
	})
}
