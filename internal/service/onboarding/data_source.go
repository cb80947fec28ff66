// Package onboarding implements the data source zerotrust_onboarding and the action zerotrust_onboarding_update: how far the
// account is set up.
package onboarding

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// Question describes the data source zerotrust_onboarding.
func Question() life.Question[edge.Onboarding] {
	return life.Question[edge.Onboarding]{
		Type: "onboarding", Title: "Onboarding",
		Description: "Reads how far the account is set up, and who signed the license agreement. Name and address of that person are sensitive.",
		Answers: map[string]schema.Attribute{
			"completed_steps":                argument.ShownTexts("Steps that are done."),
			"eula_signed":                    argument.ShownFlag("Whether the license agreement is signed."),
			"eula_version":                   argument.ShownText("Version of the license agreement that was signed."),
			"eula_signing_time":              argument.ShownTime("When it was signed."),
			"eula_signing_user":              argument.ShownText("Id of the user who signed it."),
			"eula_signing_user_display_name": argument.ShownPrivate("Name of the user who signed it."),
			"eula_signing_ip":                argument.ShownPrivate("Address from which it was signed."),
		},
		Ask: func(ctx context.Context, a *life.Asked) (edge.Onboarding, error) { return a.Client.GetOnboarding(ctx) },
	}
}
