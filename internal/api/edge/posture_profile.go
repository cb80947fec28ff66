package edge

import (
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
	CreateTime         api.Time  `json:"create_time,omitempty"`
	CreatorUUID        string    `json:"creator_uuid,omitempty"`
	CreatorDisplayName string    `json:"creator_display_name,omitempty"`
	UpdateTime         api.Time  `json:"update_time,omitempty"`
	UpdaterUUID        string    `json:"updater_uuid,omitempty"`
	UpdaterDisplayName string    `json:"updater_display_name,omitempty"`
}

func (p PostureProfile) identifier() string { return p.UUID }
func (p PostureProfile) status() Status     { return 0 }
func (p PostureProfile) label() string      { return p.Name }
func (p PostureProfile) created() api.Time  { return p.CreateTime }
func (p PostureProfile) updated() api.Time  { return p.UpdateTime }

type updatePostureProfileRequest struct {
	PostureProfile
	UUID               string   `json:"uuid,omitempty"`
	AttributesToDelete []string `json:"attributes_to_delete,omitempty"`
}

// PostureProfiles are the calls about posture profiles.
type PostureProfiles struct{ *Objects[PostureProfile] }

func newPostureProfiles(c *Client, cfg Config) *PostureProfiles {
	return &PostureProfiles{newObjects(c, cfg, kind[PostureProfile]{
		create: opCreatePostureProfile, get: opGetPostureProfile, list: opQueryPostureProfiles, update: opUpdatePostureProfile, delete: opDeletePostureProfile,
		member: "posture_profiles",
		updating: func(id string, change PostureProfile, toClear []string) any {
			return updatePostureProfileRequest{PostureProfile: change, UUID: id, AttributesToDelete: toClear}
		},
	})}
}
