package securitydashboard

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

type locationModel struct {
	Country   types.String  `tfsdk:"country"`
	Count     types.Int64   `tfsdk:"count"`
	Latitude  types.Float64 `tfsdk:"latitude"`
	Longitude types.Float64 `tfsdk:"longitude"`
	Label     types.String  `tfsdk:"label"`
}

func locationAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"country":   schema.StringAttribute{MarkdownDescription: "Name of the country.", Computed: true},
		"count":     schema.Int64Attribute{MarkdownDescription: "Count at this location. The service tells it in `label` only; null if that has another form.", Computed: true},
		"latitude":  schema.Float64Attribute{MarkdownDescription: "Latitude.", Computed: true},
		"longitude": schema.Float64Attribute{MarkdownDescription: "Longitude.", Computed: true},
		"label":     schema.StringAttribute{MarkdownDescription: "Label as the service writes it, for example `United States : 450`.", Computed: true},
	}
}

// flattenLocations sorts, because the service promises no order: two reads of equal figures must be equal.
func flattenLocations(read []apptego.DashboardLocation) []locationModel {
	out := flex.Map(read, flattenLocation)
	slices.SortStableFunc(out, func(a, b locationModel) int {
		return cmp.Or(cmp.Compare(b.Count.ValueInt64(), a.Count.ValueInt64()), cmp.Compare(a.Label.ValueString(), b.Label.ValueString()),
			cmp.Compare(a.Latitude.ValueFloat64(), b.Latitude.ValueFloat64()), cmp.Compare(a.Longitude.ValueFloat64(), b.Longitude.ValueFloat64()))
	})
	return out
}

func flattenLocation(read apptego.DashboardLocation) locationModel {
	country, count := parseLabel(read.Name)
	m := locationModel{
		Country: flex.StringOrNull(cmp.Or(read.CountryName, country)), Count: count, Label: types.StringValue(read.Name),
		Latitude: types.Float64Null(), Longitude: types.Float64Null(),
	}
	if len(read.LatLng) == 2 {
		m.Latitude, m.Longitude = types.Float64Value(read.LatLng[0]), types.Float64Value(read.LatLng[1])
	}
	return m
}

// parseLabel takes "United States : 450" apart (the contract's x-parse).
func parseLabel(label string) (country string, count types.Int64) {
	at := strings.LastIndex(label, " : ")
	if at < 0 {
		return "", types.Int64Null()
	}
	n, err := strconv.ParseUint(label[at+len(" : "):], 10, 63)
	if err != nil {
		return "", types.Int64Null()
	}
	return label[:at], types.Int64Value(int64(n)) // 63 bits
}
