// Package document implements the data source and the actions about documents: files and folders of integrated services.
package document

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// One describes the data source zerotrust_document.
func One() life.Question[edge.Document] {
	return life.Question[edge.Document]{
		Type: "document", Title: "Document",
		Description: "Reads what is known of a file or folder of an integrated service, by its id. Names and addresses are sensitive, because they are personal data.",
		Arguments: map[string]schema.Attribute{"id": schema.StringAttribute{
			MarkdownDescription: "Normalized id of the document.", Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		}},
		Answers: attributes(),
		Ask: func(ctx context.Context, a *life.Asked) (edge.Document, error) {
			return a.Client.GetDocument(ctx, a.Arguments.ID())
		},
	}
}

func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"identity": argument.ShownObject("What the document is called.", identity(map[string]schema.Attribute{
			"site_id":             argument.ShownText("Id of its site, of Office 365."),
			"owner_id":            argument.ShownText("Id of its owner."),
			"viewer_id":           argument.ShownText("Id of a user who can view it."),
			"object_id_encrypted": argument.ShownPrivate("Encrypted id in the integrated service."),
		})),
		"type":                      argument.ShownCode("Kind of document."),
		"datasource":                argument.ShownText("Service that the document is in."),
		"drive_id":                  argument.ShownText("Id of the drive that the document is in."),
		"ancestor_ids":              argument.ShownTexts("Ids of the folders above it."),
		"file_extension":            argument.ShownText("Extension of the file."),
		"file_size":                 argument.ShownNumber("Size of the file, in bytes."),
		"is_sensitive":              argument.ShownFlag("Whether its content is sensitive."),
		"is_shared":                 argument.ShownFlag("Whether it is shared."),
		"is_shared_externally":      argument.ShownFlag("Whether it is shared outside the account."),
		"has_augmented_permissions": argument.ShownFlag("Whether it has further permissions."),
		"external_access": argument.ShownObjects("Who outside the account reaches it, by `access_id`.", map[string]schema.Attribute{
			"access_id":       argument.ShownText("Id of the access, by which `zerotrust_document_revoke_access` revokes it."),
			"origin_type":     argument.ShownCode("Kind of origin."),
			"origin_identity": argument.ShownObject("Who gave the access.", identity(details())),
			"target_domain":   argument.ShownText("Domain that has the access."),
			"target_identity": argument.ShownObject("Who has the access.", identity(details())),
		}),
		"owner":  argument.ShownObject("Who owns it.", identity(details())),
		"parent": argument.ShownObject("Folder that it is in.", identity(details())),
		"web_view_url": argument.ShownObject("Address to view it.", map[string]schema.Attribute{
			"display": argument.ShownPrivate("The address."), "anonymized": argument.ShownFlag("Whether the address is anonymized."),
		}),
		"created_time": argument.ShownTime("When the document was created."),
		"updated_time": argument.ShownTime("When the document was changed last."),
	}
}

// identity are the attributes of a person, a group or a folder, with further ones.
func identity(further map[string]schema.Attribute) map[string]schema.Attribute {
	all := map[string]schema.Attribute{
		"id":         argument.ShownText("Id."),
		"display":    argument.ShownPrivate("Name."),
		"type":       argument.ShownCode("Kind."),
		"anonymized": argument.ShownFlag("Whether the name is anonymized."),
		"deleted":    argument.ShownFlag("Whether it was deleted."),
		"external":   argument.ShownFlag("Whether it is outside the account."),
	}
	maps.Copy(all, further)
	return all
}

func details() map[string]schema.Attribute {
	return map[string]schema.Attribute{"additional_context": schema.MapAttribute{
		MarkdownDescription: "Further details by name.", Computed: true, Sensitive: true, ElementType: types.StringType,
	}}
}
