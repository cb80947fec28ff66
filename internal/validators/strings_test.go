package validators_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

func TestStrings(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		validator validator.String
		value     types.String
		says      string // "" if it is accepted
	}{
		"endpoint":                 {validators.Endpoint(), types.StringValue("https://edge.example.com/base/"), ""},
		"endpoint on this machine": {validators.Endpoint(), types.StringValue("http://localhost:8080"), ""},
		"endpoint, plain":          {validators.Endpoint(), types.StringValue("http://edge.example.com"), `argument: the endpoint must begin with "https://"`},
		"endpoint, empty":          {validators.Endpoint(), types.StringValue(""), "the endpoint is empty"},
		"endpoint, null":           {validators.Endpoint(), types.StringNull(), ""},
		"endpoint, unknown":        {validators.Endpoint(), types.StringUnknown(), ""},
		"duration":                 {validators.PositiveDuration(), types.StringValue("1m30s"), ""},
		"duration, small":          {validators.PositiveDuration(), types.StringValue("1ns"), ""},
		"duration, 0":              {validators.PositiveDuration(), types.StringValue("0"), `"0" is not a duration above zero`},
		"duration, negative":       {validators.PositiveDuration(), types.StringValue("-5s"), `"-5s" is not a duration above zero`},
		"duration, no unit":        {validators.PositiveDuration(), types.StringValue("30"), `"30" is not a duration above zero, such as "30s" or "1m30s"`},
		"duration, null":           {validators.PositiveDuration(), types.StringNull(), ""},
		"duration, unknown":        {validators.PositiveDuration(), types.StringUnknown(), ""},
		"bytes, at the limit":      {validators.MaxBytes(4), types.StringValue("ääx"[:4]), ""},
		"bytes, above the limit":   {validators.MaxBytes(4), types.StringValue("ääx"), "the text has 5 bytes in UTF-8, at most 4 are allowed"},
		"bytes, three characters":  {validators.MaxBytes(3), types.StringValue("日本"), "the text has 6 bytes"},
		"bytes, empty":             {validators.MaxBytes(0), types.StringValue(""), ""},
		"bytes, null":              {validators.MaxBytes(0), types.StringNull(), ""},
		"bytes, unknown":           {validators.MaxBytes(0), types.StringUnknown(), ""},
		"address":                  {validators.IPAddress(), types.StringValue("192.0.2.1"), ""},
		"address, IPv6":            {validators.IPAddress(), types.StringValue("2001:DB8::1"), ""},
		"address, a network":       {validators.IPAddress(), types.StringValue("192.0.2.0/24"), `"192.0.2.0/24" is no IP address`},
		"address, a zone":          {validators.IPAddress(), types.StringValue("fe80::1%eth0"), "is no IP address"},
		"address, blanks":          {validators.IPAddress(), types.StringValue(" 192.0.2.1"), "is no IP address"},
		"address, empty":           {validators.IPAddress(), types.StringValue(""), `"" is no IP address`},
		"address, unknown":         {validators.IPAddress(), types.StringUnknown(), ""},
		"base64":                   {validators.Base64(), types.StringValue("c2VjcmV0LW9uZQ=="), ""},
		"base64, no padding":       {validators.Base64(), types.StringValue("c2VjcmV0LW9uZQ"), ""},
		"base64, for addresses":    {validators.Base64(), types.StringValue("-_-_"), ""},
		"base64, lines":            {validators.Base64(), types.StringValue("c2Vj\ncmV0\n"), ""},
		"base64, a PEM":            {validators.Base64(), types.StringValue("-----BEGIN PUBLIC KEY-----\nc2Vj\n-----END PUBLIC KEY-----\n"), "the value is no base64 text"},
		"base64, a path":           {validators.Base64(), types.StringValue("keys/play.b64"), "no base64"},
		"base64, cut":              {validators.Base64(), types.StringValue("c2VjcmV0L"), "no base64"},
		"base64, empty":            {validators.Base64(), types.StringValue(""), "no base64"},
		"base64, padding alone":    {validators.Base64(), types.StringValue("=="), "no base64"},
		"base64, unknown":          {validators.Base64(), types.StringUnknown(), ""},
		"objects, one":             {validators.JSONObjects(), types.StringValue("{}"), ""},
		"objects, several":         {validators.JSONObjects(), types.StringValue(`[{}, {"a": 1}]`), ""},
		"objects, none":            {validators.JSONObjects(), types.StringValue("[]"), "neither a JSON object nor an array of them"},
		"objects, null":            {validators.JSONObjects(), types.StringValue("null"), "neither a JSON object nor an array of them"},
		"objects, null among them": {validators.JSONObjects(), types.StringValue("[{}, null]"), "element 1 of the array is no JSON object"},
		"objects, no JSON":         {validators.JSONObjects(), types.StringValue("[{}"), "neither a JSON object nor an array of them"},
	} {
		var resp validator.StringResponse
		c.validator.ValidateString(t.Context(), validator.StringRequest{Path: path.Root("argument"), ConfigValue: c.value}, &resp)
		switch {
		case c.says == "" && len(resp.Diagnostics) > 0:
			t.Errorf("%s is refused: %v", name, resp.Diagnostics)
		case c.says != "" && (len(resp.Diagnostics) != 1 || !strings.Contains(resp.Diagnostics[0].Detail(), c.says)):
			t.Errorf("%s: %v, want %q", name, resp.Diagnostics, c.says)
		}
		if d := c.validator.Description(t.Context()); d == "" || d != c.validator.MarkdownDescription(t.Context()) {
			t.Errorf("%s: the description is %q", name, d)
		}
	}
}
