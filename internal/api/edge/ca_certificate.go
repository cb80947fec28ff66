package edge

import (
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// CACertificate is the contract's CaCertificate: a certificate of a certification authority, and what it is used for. Zero
// values are left out of requests.
type CACertificate struct {
	UUID               string    `json:"uuid,omitempty"`
	Description        string    `json:"description,omitempty"`
	PublicKeyPEM       string    `json:"public_key_pem,omitempty"` // create only
	Chain              []string  `json:"chain,omitempty" order:"kept"`
	Purpose            api.Int64 `json:"purpose,omitempty"` // create only
	Status             api.Int64 `json:"status,omitempty"`  // numbers of its own, which are not those of Status
	HavePrivateKey     bool      `json:"have_private_key,omitempty"`
	Subject            string    `json:"subject,omitempty"`
	CreateTime         api.Time  `json:"create_time,omitempty"`
	CreatorUUID        string    `json:"creator_uuid,omitempty"`
	CreatorDisplayName string    `json:"creator_display_name,omitempty"`
	UpdateTime         api.Time  `json:"update_time,omitempty"`
	UpdaterUUID        string    `json:"updater_uuid,omitempty"`
	UpdaterDisplayName string    `json:"updater_display_name,omitempty"`
	AccountName        string    `json:"account_name,omitempty"`
}

func (c CACertificate) identifier() string { return c.UUID }
func (c CACertificate) status() Status     { return 0 }
func (c CACertificate) label() string      { return "" } // its subject is not known before it is made
func (c CACertificate) created() api.Time  { return c.CreateTime }
func (c CACertificate) updated() api.Time  { return c.UpdateTime }

type updateCACertificateRequest struct {
	UUID               string    `json:"uuid,omitempty"`
	Description        string    `json:"description,omitempty"`
	Chain              []string  `json:"chain,omitempty"`
	Status             api.Int64 `json:"status,omitempty"`
	AttributesToDelete []string  `json:"attributes_to_delete,omitempty"`
}

// CACertificates are the calls about CA certificates. An update is answered by another kind of object.
type CACertificates struct{ *Objects[CACertificate] }

func newCACertificates(c *Client, cfg Config) *CACertificates {
	return &CACertificates{newObjects(c, cfg, kind[CACertificate]{
		create: opCreateCaCertificate, get: opGetCaCertificate, list: opQueryCaCertificates, update: opUpdateCaCertificate, delete: opDeleteCaCertificate,
		member: "certificates", unproven: true,
		updating: func(id string, change CACertificate, toClear []string) any {
			return updateCACertificateRequest{
				UUID: id, Description: change.Description, Chain: change.Chain, Status: change.Status, AttributesToDelete: toClear,
			}
		},
	})}
}
