package securitydashboard_test

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	config  = `data "zerotrust_apptego_security_dashboard" "test" {}`
	address = "data.zerotrust_apptego_security_dashboard.test"
)

// vendorExample is the answer that the vendor prints.
func vendorExample(mockapi.Object) mockapi.Object {
	return mockapi.Object{
		"detections_last_30_days": 45000, "number_of_active_devices": 890,
		"android_versions": mockapi.Object{"14": 320, "13": 210}, "ios_versions": mockapi.Object{"17.2": 180},
		"event_types_count": mockapi.Object{"root_detection": 145},
		"event_locations": []any{
			mockapi.Object{"latLng": []any{47.5, 14.5}, "name": "Austria : 2", "country_name": "Austria"},
			mockapi.Object{"latLng": []any{37.0902, -95.7129}, "name": "United States : 450", "country_name": "United States"},
		},
		"device_locations": []any{},
	}
}

func TestAccSecurityDashboard_read(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "getSecurityDashboardData", Tamper: vendorExample})
	s.Inject(mockapi.Fault{Operation: "getSecurityDashboardData", Status: 503, RetryAfter: "0", Times: 1})
	at := func(name string, value knownvalue.Check) statecheck.StateCheck {
		return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), value)
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config:           s.Provider() + config,
			ConfigPlanChecks: acctest.Empty(),
			ConfigStateChecks: []statecheck.StateCheck{
				at("detections_last_30_days", knownvalue.Int64Exact(45000)),
				at("number_of_active_devices", knownvalue.Int64Exact(890)),
				at("android_versions", knownvalue.MapExact(map[string]knownvalue.Check{"14": knownvalue.Int64Exact(320), "13": knownvalue.Int64Exact(210)})),
				at("ios_versions", knownvalue.MapExact(map[string]knownvalue.Check{"17.2": knownvalue.Int64Exact(180)})),
				at("event_types_count", knownvalue.MapExact(map[string]knownvalue.Check{"root_detection": knownvalue.Int64Exact(145)})),
				at("device_locations", knownvalue.ListExact(nil)),
				at("event_locations", knownvalue.ListExact([]knownvalue.Check{
					knownvalue.ObjectExact(map[string]knownvalue.Check{
						"country": knownvalue.StringExact("United States"), "count": knownvalue.Int64Exact(450), "label": knownvalue.StringExact("United States : 450"),
						"latitude": knownvalue.Float64Exact(37.0902), "longitude": knownvalue.Float64Exact(-95.7129),
					}),
					knownvalue.ObjectPartial(map[string]knownvalue.Check{"country": knownvalue.StringExact("Austria"), "count": knownvalue.Int64Exact(2)}),
				})),
			},
		}},
	})
}

func TestAccSecurityDashboard_failure(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "getSecurityDashboardData", Status: 401})
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps:                    []resource.TestStep{{Config: s.Provider() + config, ExpectError: regexp.MustCompile(`(?s)Unable to Read Security Dashboard.*apptego.token_key`)}},
	})
}
