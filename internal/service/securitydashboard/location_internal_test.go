package securitydashboard

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
)

func TestParseLabel(t *testing.T) {
	t.Parallel()
	for label, want := range map[string]struct {
		country string
		count   types.Int64
	}{
		"United States : 450":  {"United States", types.Int64Value(450)},
		"A : B : 7":            {"A : B", types.Int64Value(7)},
		" : 0":                 {"", types.Int64Value(0)},
		"United States":        {"", types.Int64Null()},
		"United States : many": {"", types.Int64Null()},
		"United States : -1":   {"", types.Int64Null()},
		"X : 9223372036854775808": {
			"", types.Int64Null(),
		},
	} {
		if country, count := parseLabel(label); country != want.country || !count.Equal(want.count) {
			t.Errorf("parseLabel(%q) = %q, %s; want %q, %s", label, country, count, want.country, want.count)
		}
	}
}

func TestFlattenLocations(t *testing.T) {
	t.Parallel()
	got := flattenLocations([]apptego.DashboardLocation{
		{Name: "Austria : 2", LatLng: []float64{47.5, 14.5}, CountryName: "Austria"},
		{Name: "nowhere"},
		{Name: "United States : 450", LatLng: []float64{1}},
		{Name: "Belgium : 2", LatLng: []float64{50, 4}, CountryName: "Belgium"},
	})
	want := []locationModel{
		{types.StringValue("United States"), types.Int64Value(450), types.Float64Null(), types.Float64Null(), types.StringValue("United States : 450")},
		{types.StringValue("Austria"), types.Int64Value(2), types.Float64Value(47.5), types.Float64Value(14.5), types.StringValue("Austria : 2")},
		{types.StringValue("Belgium"), types.Int64Value(2), types.Float64Value(50), types.Float64Value(4), types.StringValue("Belgium : 2")},
		{types.StringNull(), types.Int64Null(), types.Float64Null(), types.Float64Null(), types.StringValue("nowhere")},
	}
	for i := range want {
		g, w := got[i], want[i]
		if !g.Country.Equal(w.Country) || !g.Count.Equal(w.Count) || !g.Latitude.Equal(w.Latitude) || !g.Longitude.Equal(w.Longitude) || !g.Label.Equal(w.Label) {
			t.Errorf("%d: got %v, want %v", i, g, w)
		}
	}
}
