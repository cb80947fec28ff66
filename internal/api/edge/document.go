package edge

import (
	"cmp"
	"context"
	"slices"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Document is the contract's Document: what is known of a file or folder of an integrated service.
type Document struct {
	Identity                *DocumentIdentity `json:"identity,omitempty"`
	Type                    api.Int64         `json:"type,omitempty"`
	Datasource              string            `json:"datasource,omitempty"`
	DriveID                 string            `json:"drive_id,omitempty"`
	AncestorIDs             []string          `json:"ancestor_ids,omitempty"`
	FileExtension           string            `json:"file_extension,omitempty"`
	FileSize                api.Int64         `json:"file_size,omitempty"`
	IsSensitive             bool              `json:"is_sensitive,omitempty"`
	IsShared                bool              `json:"is_shared,omitempty"`
	IsSharedExternally      bool              `json:"is_shared_externally,omitempty"`
	HasAugmentedPermissions bool              `json:"has_augmented_permissions,omitempty"`
	ExternalAccess          []ExternalAccess  `json:"external_access,omitempty"`
	Owner                   *Identity         `json:"owner,omitempty"`
	Parent                  *Identity         `json:"parent,omitempty"`
	WebViewURL              *DocumentURL      `json:"web_view_url,omitempty"`
	CreatedTime             api.Time          `json:"created_time,omitempty"`
	UpdatedTime             api.Time          `json:"updated_time,omitempty"`
}

// DocumentIdentity is the contract's DocumentIdentity. Its id is no uuid.
type DocumentIdentity struct {
	ID                string    `json:"id,omitempty"`
	Display           string    `json:"display,omitempty"`
	Type              api.Int64 `json:"type,omitempty"`
	SiteID            string    `json:"site_id,omitempty"`
	OwnerID           string    `json:"owner_id,omitempty"`
	ViewerID          string    `json:"viewer_id,omitempty"`
	ObjectIDEncrypted string    `json:"object_id_encrypted,omitempty"`
	Anonymized        bool      `json:"anonymized,omitempty"`
	Deleted           bool      `json:"deleted,omitempty"`
	External          bool      `json:"external,omitempty"`
}

// Identity is the contract's Identity: a person, a group, a folder or a domain.
type Identity struct {
	ID                string            `json:"id,omitempty"`
	Display           string            `json:"display,omitempty"`
	Type              api.Int64         `json:"type,omitempty"`
	AdditionalContext map[string]string `json:"additional_context,omitempty"`
	Anonymized        bool              `json:"anonymized,omitempty"`
	Deleted           bool              `json:"deleted,omitempty"`
	External          bool              `json:"external,omitempty"`
}

// ExternalAccess is the contract's DocumentExternalAccess: who outside the account reaches a document, and by whom.
type ExternalAccess struct {
	AccessID       string    `json:"access_id,omitempty"`
	OriginIdentity *Identity `json:"origin_identity,omitempty"`
	OriginType     api.Int64 `json:"origin_type,omitempty"`
	TargetDomain   string    `json:"target_domain,omitempty"`
	TargetIdentity *Identity `json:"target_identity,omitempty"`
}

// DocumentURL is the contract's DocumentUrl.
type DocumentURL struct {
	Display    string `json:"display,omitempty"`
	Anonymized bool   `json:"anonymized,omitempty"`
}

// AccessRevocation is the contract's RevokeDocumentAccessRequest.
type AccessRevocation struct {
	DocumentUUID string `json:"normalized_document_uuid,omitempty"`
	AccessID     string `json:"access_id,omitempty"`
	DriveID      string `json:"drive_id,omitempty"`
	OwnerUUID    string `json:"owner_uuid,omitempty"`
}

// SharingRevocation is the contract's RevokeDocumentSharingRequest.
type SharingRevocation struct {
	DocumentUUID      string `json:"normalized_document_uuid,omitempty"`
	ExternalOnly      bool   `json:"external_only,omitempty"`
	ObjectID          string `json:"object_id,omitempty"`
	ObjectIDEncrypted string `json:"object_id_encrypted,omitempty"`
	SiteID            string `json:"site_id,omitempty"`
	OwnerUUID         string `json:"owner_uuid,omitempty"`
	UserUUID          string `json:"user_uuid,omitempty"`
	ViewerUUID        string `json:"viewer_uuid,omitempty"`
}

// GetDocument implements the contract's getDocument, with external accesses in the order of their ids. The answer does not say
// which document it is about.
func (c *Client) GetDocument(ctx context.Context, id string) (Document, error) {
	var answer Document
	err := c.do(ctx, call{operation: opGetDocument, id: id, idempotent: true}, &answer)
	slices.SortFunc(answer.ExternalAccess, func(a, b ExternalAccess) int { return cmp.Compare(a.AccessID, b.AccessID) })
	return answer, err
}

// RevokeDocumentAccess implements the contract's revokeDocumentAccess. What is revoked already stays so, so it may be repeated.
func (c *Client) RevokeDocumentAccess(ctx context.Context, id string, r AccessRevocation) error {
	r.DocumentUUID = id
	return c.do(ctx, call{operation: opRevokeDocumentAccess, id: id, body: r, idempotent: true}, nil)
}

// RevokeDocumentSharing implements the contract's revokeDocumentSharing. What is revoked already stays so, so it may be repeated.
func (c *Client) RevokeDocumentSharing(ctx context.Context, id string, r SharingRevocation) error {
	r.DocumentUUID = id
	return c.do(ctx, call{operation: opRevokeDocumentSharing, id: id, body: r, idempotent: true}, nil)
}
