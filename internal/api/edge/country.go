package edge

import (
	"cmp"
	"context"
	"slices"
)

// Country is the contract's GeoData, of which a list of countries leaves out what is about a place in one.
type Country struct {
	CountryCode  string `json:"country_code,omitempty"`
	Country      string `json:"country,omitempty"`
	RegionName   string `json:"region_name,omitempty"`
	CityName     string `json:"city_name,omitempty"`
	ZipCode      string `json:"zip_code,omitempty"`
	Latitude     string `json:"latitude,omitempty"`
	Longitude    string `json:"longitude,omitempty"`
	TimeZone     string `json:"time_zone,omitempty"`
	TimeZoneName string `json:"time_zone_name,omitempty"`
}

// Countries is the contract's QueryCountriesResponse.
type Countries struct {
	Countries []Country `json:"countries,omitempty"`
}

// QueryCountries implements the contract's queryCountries, in the order of codes.
func (c *Client) QueryCountries(ctx context.Context) (Countries, error) {
	var answer Countries
	err := c.do(ctx, call{operation: opQueryCountries, idempotent: true}, &answer)
	slices.SortFunc(answer.Countries, func(a, b Country) int {
		return cmp.Or(cmp.Compare(a.CountryCode, b.CountryCode), cmp.Compare(a.Country, b.Country))
	})
	return answer, err
}
