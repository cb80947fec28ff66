package document

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// RevokeAccessAction describes the action zerotrust_document_revoke_access.
func RevokeAccessAction() life.Action {
	return life.Action{
		Type: "document_revoke_access", Argument: "document_id", Object: "document", Verb: "Revoke", Title: "Document Access",
		Description: "Revokes one access to a file or folder of an integrated service. The data source `zerotrust_document` shows the accesses from outside the account.",
		Arguments: map[string]schema.Attribute{
			"access_id":  schema.StringAttribute{MarkdownDescription: "Id of the access.", Required: true, Validators: []validator.String{stringvalidator.LengthAtLeast(1)}},
			"drive_id":   argument.InvokedText("Id of the drive that the document is in."),
			"owner_uuid": argument.InvokedText("Id of the user who owns the document."),
		},
		Invokes: func(ctx context.Context, in *life.Invocation) error {
			access := in.Arguments.Text("access_id").ValueString()
			in.Report(fmt.Sprintf("Revoking the access %s to the document %s.", access, in.ID))
			err := in.Client.RevokeDocumentAccess(ctx, in.ID, edge.AccessRevocation{
				AccessID: access, DriveID: in.Arguments.Text("drive_id").ValueString(), OwnerUUID: in.Arguments.Text("owner_uuid").ValueString(),
			})
			if err == nil {
				in.Report(fmt.Sprintf("The service has revoked the access %s.", access))
			}
			return err
		},
	}
}

// RevokeSharingAction describes the action zerotrust_document_revoke_sharing.
func RevokeSharingAction() life.Action {
	together := func(a schema.StringAttribute, other string) schema.StringAttribute {
		a.Validators = append(a.Validators, stringvalidator.AlsoRequires(path.MatchRoot(other)))
		return a
	}
	return life.Action{
		Type: "document_revoke_sharing", Argument: "document_id", Object: "document", Verb: "Revoke", Title: "Document Sharing",
		Description: "Revokes all sharing of a file or folder of an integrated service, or all that reaches outside the account.",
		Arguments: map[string]schema.Attribute{
			"external_only":       argument.InvokedFlag("Whether to revoke only what is shared outside the account."),
			"object_id":           together(argument.InvokedText("Id of the document in Office 365, which needs it together with `site_id`."), "site_id"),
			"site_id":             argument.InvokedText("Id of its site in Office 365."),
			"object_id_encrypted": argument.InvokedText("Encrypted id of the document in the integrated service."),
			"owner_uuid":          argument.InvokedText("Id of the user who owns the document."),
			"user_uuid":           argument.InvokedText("Id of the user by whose right the service asks for the document."),
			"viewer_uuid":         argument.InvokedText("Id of a user who can view the document."),
		},
		Invokes: func(ctx context.Context, in *life.Invocation) error {
			text := func(name string) string { return in.Arguments.Text(name).ValueString() }
			in.Report(fmt.Sprintf("Revoking the sharing of the document %s.", in.ID))
			err := in.Client.RevokeDocumentSharing(ctx, in.ID, edge.SharingRevocation{
				ExternalOnly: in.Arguments.Flag("external_only").ValueBool(), ObjectID: text("object_id"), SiteID: text("site_id"), ObjectIDEncrypted: text("object_id_encrypted"),
				OwnerUUID: text("owner_uuid"), UserUUID: text("user_uuid"), ViewerUUID: text("viewer_uuid"),
			})
			if err == nil {
				in.Report(fmt.Sprintf("The service has revoked the sharing of the document %s.", in.ID))
			}
			return err
		},
	}
}
