// Package gateway implements the data sources zerotrust_gateways and zerotrust_countries: where the service lets clients in,
// and where they are.
package gateway

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// Gateways describes the data source zerotrust_gateways.
func Gateways() life.Question[edge.Gateways] {
	return life.Question[edge.Gateways]{
		Type: "gateways", Title: "Gateways",
		Description: "Reads the gateways through which clients reach the account. Their keys and secrets are left out.",
		Answers: map[string]schema.Attribute{
			"gateways": argument.ShownObjects("The gateways, by name.", gateway()),
		},
		Ask: func(ctx context.Context, a *life.Asked) (edge.Gateways, error) { return a.Client.QueryGateways(ctx) },
	}
}

// Countries describes the data source zerotrust_countries.
func Countries() life.Question[edge.Countries] {
	return life.Question[edge.Countries]{
		Type: "countries", Title: "Countries",
		Description: "Reads the countries that the service knows. Their codes are the values of tags such as `country:CH` in filters of policies.",
		Answers: map[string]schema.Attribute{"countries": argument.ShownObjects("The countries, by code.", map[string]schema.Attribute{
			"country_code":   argument.ShownText("Code of the country."),
			"country":        argument.ShownText("Name of the country."),
			"region_name":    argument.ShownText("Name of a region, if the service tells one."),
			"city_name":      argument.ShownText("Name of a city, if the service tells one."),
			"zip_code":       argument.ShownText("Postal code, if the service tells one."),
			"latitude":       argument.ShownText("Latitude, in degrees."),
			"longitude":      argument.ShownText("Longitude, in degrees."),
			"time_zone":      argument.ShownText("Time zone."),
			"time_zone_name": argument.ShownText("Name of the time zone."),
		})},
		Ask: func(ctx context.Context, a *life.Asked) (edge.Countries, error) { return a.Client.QueryCountries(ctx) },
	}
}

func gateway() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"name":                argument.ShownText("Name."),
		"display_name":        argument.ShownText("Display name."),
		"status":              argument.ShownCode("State of the gateway."),
		"is_in_sync":          argument.ShownFlag("Whether the gateway has the current configuration."),
		"vip":                 argument.ShownText("Address of the gateway."),
		"canary_vip":          argument.ShownText("Address of the canary of the gateway."),
		"canary_display_name": argument.ShownText("Display name of the canary."),
		"provider":            argument.ShownText("Cloud that the gateway runs in."),
		"region":              argument.ShownText("Region of that cloud."),
		"admin_region":        argument.ShownText("Region that administers the gateway."),
		"az":                  argument.ShownText("Availability zone."),
		"latitude":            schema.Float64Attribute{MarkdownDescription: "Latitude, in degrees.", Computed: true},
		"longitude":           schema.Float64Attribute{MarkdownDescription: "Longitude, in degrees.", Computed: true},
	}
}
