// Package cacertificate implements zerotrust_ca_certificate: certificates of certification authorities.
package cacertificate

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// Noun describes CA certificates.
func Noun() life.Noun[edge.CACertificate] {
	return life.Noun[edge.CACertificate]{
		Words:       life.Words{Title: "CA Certificate", Titles: "CA Certificates", One: "CA certificate", Many: "CA certificates"},
		Objects:     func(c *edge.Client) *edge.Objects[edge.CACertificate] { return c.CACertificates.Objects },
		Description: "A certificate of a certification authority (CA), such as the one that issues the client certificates of your devices. A destroyed or replaced certificate stays in the service, with a warning: no source documents a deletion.",
		Attributes:  attributes,
		Answers: func() map[string]dsschema.Attribute {
			return map[string]dsschema.Attribute{
				"subject":          dsschema.StringAttribute{MarkdownDescription: "Subject of the certificate, as the service writes it.", Computed: true},
				"have_private_key": dsschema.BoolAttribute{MarkdownDescription: "Whether the service holds the private key. The key itself is never answered.", Computed: true},
			}
		},
		Key:        "subject",
		KeyTitle:   "Subject, as the service writes it,",
		Label:      "description",
		ReadsOne:   "Reads one CA certificate, by its id or its subject.",
		ReadsMany:  "Reads the CA certificates of the account, or those of a subject.",
		Lists:      "Finds the CA certificates of the account, or those of a subject.",
		Found:      "The CA certificates, by subject and id.",
		Filters:    []life.Filter{{Name: "subject", Description: "Only certificates of this subject."}},
		Ends:       life.LeftBehind,
		CreateOnly: []string{"public_key_pem", "purpose"},
	}
}

func attributes() map[string]schema.Attribute {
	named := edge.CaCertificateStatusValues()[1:] // 0 is none
	return map[string]schema.Attribute{
		"id":          argument.ID("CA certificate"),
		"description": argument.String("Description."),
		"public_key_pem": schema.StringAttribute{
			MarkdownDescription: "The certificate in PEM. A change replaces the CA certificate. A private key is refused.", Required: true,
			Validators: []validator.String{publicPEM{}},
		},
		"chain": argument.TextList("Certificates above this one, each in PEM, in this order.", publicPEM{}),
		"purpose": argument.Int64("Use of the certificate, one of "+argument.Values(edge.CaCertificatePurposeValues())+
			". The vendor does not publish their meaning. A change replaces the CA certificate.", int64validator.OneOf(edge.CaCertificatePurposeValues()...)),
		"status": argument.ServerInt64("State of the certificate, one of "+argument.Values(named)+
			". The vendor does not publish their meaning; they are not those of other objects.", true, int64validator.OneOf(named...)),
	}
}
