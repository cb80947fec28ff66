package edge

import (
	"context"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Onboarding is the contract's AccountOnboarding: how far the account is set up, and who signed the license agreement.
type Onboarding struct {
	CompletedSteps             []string `json:"completed_steps,omitempty"`
	EULASigned                 bool     `json:"eula_signed,omitempty"`
	EULASigningIP              string   `json:"eula_signing_ip,omitempty"`
	EULASigningTime            api.Time `json:"eula_signing_time,omitempty"`
	EULASigningUser            string   `json:"eula_signing_user,omitempty"`
	EULASigningUserDisplayName string   `json:"eula_signing_user_display_name,omitempty"`
	EULAVersion                string   `json:"eula_version,omitempty"`
}

type updateOnboardingRequest struct {
	Onboarding Onboarding `json:"onboarding"`
}

// GetOnboarding implements the contract's getOnboarding.
func (c *Client) GetOnboarding(ctx context.Context) (Onboarding, error) {
	var answer Onboarding
	err := c.do(ctx, call{operation: opGetOnboarding, idempotent: true}, &answer)
	return answer, err
}

// UpdateOnboarding implements the contract's updateOnboarding: what is not set stays as it is.
func (c *Client) UpdateOnboarding(ctx context.Context, change Onboarding) (Onboarding, error) {
	var answer Onboarding
	err := c.do(ctx, call{operation: opUpdateOnboarding, body: updateOnboardingRequest{change}, idempotent: true}, &answer)
	return answer, err
}
