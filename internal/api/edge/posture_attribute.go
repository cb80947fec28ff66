package edge

import (
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
	CreateTime         api.Time         `json:"create_time,omitempty"`
	CreatorUUID        string           `json:"creator_uuid,omitempty"`
	CreatorDisplayName string           `json:"creator_display_name,omitempty"`
	UpdateTime         api.Time         `json:"update_time,omitempty"`
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
func (a PostureAttribute) created() api.Time  { return a.CreateTime }
func (a PostureAttribute) updated() api.Time  { return a.UpdateTime }

type updatePostureAttributeRequest struct {
	PostureAttribute
	UUID               string   `json:"uuid,omitempty"`
	AttributesToDelete []string `json:"attributes_to_delete,omitempty"`
}

// PostureAttributes are the calls about posture attributes.
type PostureAttributes struct{ *Objects[PostureAttribute] }

func newPostureAttributes(c *Client, cfg Config) *PostureAttributes {
	return &PostureAttributes{newObjects(c, cfg, kind[PostureAttribute]{
		create: opCreatePostureAttribute, get: opGetPostureAttribute, list: opQueryPostureAttributes, update: opUpdatePostureAttribute, delete: opDeletePostureAttribute,
		member: "posture_attributes",
		updating: func(id string, change PostureAttribute, toClear []string) any {
			return updatePostureAttributeRequest{PostureAttribute: change, UUID: id, AttributesToDelete: toClear}
		},
		outdates: []string{opQueryPostureProfiles},
	})}
}
