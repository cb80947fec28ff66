package edge

import (
	"cmp"
	"context"
	"slices"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Gateway is the part of the contract's Gateway that says where a gateway is. Its secret and its key are left out.
type Gateway struct {
	Name              string    `json:"name,omitempty"`
	DisplayName       string    `json:"display_name,omitempty"`
	Status            api.Int64 `json:"status,omitempty"`
	IsInSync          bool      `json:"is_in_sync,omitempty"`
	VIP               string    `json:"vip,omitempty"`
	CanaryVIP         string    `json:"canary_vip,omitempty"`
	CanaryDisplayName string    `json:"canary_display_name,omitempty"`
	Provider          string    `json:"provider,omitempty"`
	Region            string    `json:"region,omitempty"`
	AdminRegion       string    `json:"admin_region,omitempty"`
	AZ                string    `json:"az,omitempty"`
	Latitude          float64   `json:"latitude,omitempty"`
	Longitude         float64   `json:"longitude,omitempty"`
}

// Gateways is the contract's QueryGatewaysResponse.
type Gateways struct {
	Gateways []Gateway `json:"gateways,omitempty"`
}

// QueryGateways implements the contract's queryGateways, in the order of names and addresses.
func (c *Client) QueryGateways(ctx context.Context) (Gateways, error) {
	var answer Gateways
	err := c.do(ctx, call{operation: opQueryGateways, idempotent: true}, &answer)
	slices.SortFunc(answer.Gateways, func(a, b Gateway) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.VIP, b.VIP))
	})
	return answer, err
}
