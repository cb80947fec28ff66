// Package onboarding implements the data source zerotrust_onboarding and the action zerotrust_onboarding_update: how far the
// account is set up.
package onboarding

import (
	"context"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// Question describes the data source zerotrust_onboarding.
func Question() life.Question[edge.Onboarding] {
	return life.Question[edge.Onboarding]{
		Type: "onboarding", Title: "Onboarding",
		Description: "Reads how far the account is set up, and who signed the license agreement. Name and address of that person are sensitive.",
		Answers:     argument.Onboarding(),
		Ask:         func(ctx context.Context, a *life.Asked) (edge.Onboarding, error) { return a.Client.GetOnboarding(ctx) },
	}
}
