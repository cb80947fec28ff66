package onboarding

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// UpdateAction describes the action zerotrust_onboarding_update. Who signed, when and from where, only the service knows.
func UpdateAction() life.Action {
	return life.Action{
		Type: "onboarding_update", Verb: "Update", Title: "Onboarding",
		Description: "Updates how far the account is set up: its completed steps, and whether the license agreement is signed. An argument that is left out stays as it is. " +
			"To sign the agreement is a legal act of the account.",
		Arguments: map[string]schema.Attribute{
			"completed_steps": schema.SetAttribute{
				MarkdownDescription: "Steps that are done, all of them.", Optional: true, ElementType: types.StringType, CustomType: flex.NewSetType(types.StringType),
				Validators: []validator.Set{
					setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(), setvalidator.ValueStringsAre(stringvalidator.LengthAtLeast(1)),
					setvalidator.AtLeastOneOf(path.MatchRoot("eula_signed"), path.MatchRoot("eula_version")),
				},
			},
			"eula_signed":  argument.InvokedFlag("Whether to sign the license agreement."),
			"eula_version": argument.InvokedText("Version of the license agreement that is signed."),
		},
		Invokes: func(ctx context.Context, in *life.Invocation) error {
			change := edge.Onboarding{EULASigned: in.Arguments.Flag("eula_signed").ValueBool(), EULAVersion: in.Arguments.Text("eula_version").ValueString()}
			if steps, ok := in.Arguments["completed_steps"].(flex.SetValue); ok {
				change.CompletedSteps = flex.Strings(steps)
			}
			in.Report("Updating the onboarding of the account.")
			updated, err := in.Client.UpdateOnboarding(ctx, change)
			if err != nil {
				return err
			}
			slices.Sort(updated.CompletedSteps)
			in.Report(fmt.Sprintf("Completed steps: %s. License agreement signed: %t.", strings.Join(updated.CompletedSteps, ", "), updated.EULASigned))
			return nil
		},
	}
}
