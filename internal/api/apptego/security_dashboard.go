package apptego

import (
	"context"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// SecurityDashboard is the contract's SecurityDashboard: figures of the whole tenant.
type SecurityDashboard struct {
	DetectionsLast30Days  api.Int64            `json:"detections_last_30_days"`
	NumberOfActiveDevices api.Int64            `json:"number_of_active_devices"`
	AndroidVersions       map[string]api.Int64 `json:"android_versions"`
	IOSVersions           map[string]api.Int64 `json:"ios_versions"`
	EventTypesCount       map[string]api.Int64 `json:"event_types_count"`
	EventLocations        []DashboardLocation  `json:"event_locations"`
	DeviceLocations       []DashboardLocation  `json:"device_locations"`
}

// DashboardLocation is the contract's DashboardLocation. The count is in its name and nowhere else.
type DashboardLocation struct {
	LatLng      []float64 `json:"latLng"` // latitude, longitude
	Name        string    `json:"name"`   // "United States : 450"
	CountryName string    `json:"country_name"`
}

// GetSecurityDashboard implements the contract's getSecurityDashboardData.
func (c *Client) GetSecurityDashboard(ctx context.Context) (SecurityDashboard, error) {
	var answer SecurityDashboard
	err := c.do(ctx, call{
		operation: "getSecurityDashboardData", route: "/frontend/security_dashboard_data", body: struct{}{}, idempotent: true,
	}, &answer)
	return answer, err
}
