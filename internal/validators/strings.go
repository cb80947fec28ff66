// Package validators holds the validators that several types share.
package validators

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// text validates known strings with a function whose error is in the practitioner's words.
type text struct {
	description string
	check       func(string) error
}

func (v text) Description(context.Context) string         { return v.description }
func (v text) MarkdownDescription(context.Context) string { return v.description }

func (v text) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if err := v.check(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid Value", fmt.Sprintf("%s: %s.", req.Path, err))
	}
}

// Endpoint accepts the base URL of a service: https, or http on a loopback host.
func Endpoint() validator.String {
	return text{"a base URL with https (http only for a loopback host)", func(value string) error {
		_, err := api.ParseEndpoint(value)
		return err
	}}
}

// WebSocketEndpoint accepts the address of a WebSocket: wss, or ws on a loopback host.
func WebSocketEndpoint() validator.String {
	return text{"the address of a WebSocket with wss (ws only for a loopback host)", func(value string) error {
		_, err := api.ParseWebSocketEndpoint(value)
		return err
	}}
}

// PositiveDuration accepts a duration above zero, such as "30s".
func PositiveDuration() validator.String {
	return text{"a duration above zero, such as 30s or 1m30s", func(value string) error {
		d, err := time.ParseDuration(value)
		if err != nil || d <= 0 {
			return fmt.Errorf("%q is not a duration above zero, such as \"30s\" or \"1m30s\"", value)
		}
		return nil
	}}
}

// MaxBytes accepts texts of at most limit bytes in UTF-8, which is how the services count.
func MaxBytes(limit int) validator.String {
	return text{fmt.Sprintf("at most %d bytes in UTF-8", limit), func(value string) error {
		if len(value) > limit {
			return fmt.Errorf("the text has %d bytes in UTF-8, at most %d are allowed", len(value), limit)
		}
		return nil
	}}
}

// Base64 accepts the base64 of something, in either alphabet, with padding or without, and in several lines. It does not repeat
// the value, which may be a secret.
func Base64() validator.String {
	plain := strings.NewReplacer("-", "+", "_", "/", "=", "")
	return text{"base64 text", func(value string) error {
		if bytes, err := base64.RawStdEncoding.DecodeString(plain.Replace(strings.TrimSpace(value))); err != nil || len(bytes) == 0 {
			return errors.New("the value is no base64 text")
		}
		return nil
	}}
}

// RFC3339 accepts a moment such as "2024-01-15T14:30:25Z".
func RFC3339() validator.String {
	return text{"a moment in RFC 3339, such as 2024-01-15T14:30:25Z", func(value string) error {
		if _, err := time.Parse(time.RFC3339, value); err != nil {
			return fmt.Errorf("%q is not RFC 3339, such as \"2024-01-15T14:30:25Z\"", value)
		}
		return nil
	}}
}

// Moment accepts a moment that the services can tell, and "" as none.
func Moment() validator.String {
	return text{"a moment in RFC 3339, such as 2024-01-15T14:30:25Z", func(value string) error {
		_, err := api.ParseTime(value)
		return err
	}}
}

// JSONObject accepts the text of a JSON object.
func JSONObject() validator.String {
	return text{"a JSON object as text", func(value string) error {
		if !isObject(json.RawMessage(value)) {
			return errors.New("the text is no JSON object, such as jsonencode() makes of one")
		}
		return nil
	}}
}

// JSONObjects accepts the text of a JSON object, or of an array of at least one.
func JSONObjects() validator.String {
	return text{"a JSON object or an array of JSON objects as text", func(value string) error {
		if isObject(json.RawMessage(value)) {
			return nil
		}
		var list []json.RawMessage
		if err := json.Unmarshal([]byte(value), &list); err != nil || len(list) == 0 {
			return errors.New("the text is neither a JSON object nor an array of them, such as jsonencode() makes of one")
		}
		if at := slices.IndexFunc(list, func(element json.RawMessage) bool { return !isObject(element) }); at >= 0 {
			return fmt.Errorf("element %d of the array is no JSON object", at)
		}
		return nil
	}}
}

func isObject(value json.RawMessage) bool {
	var object map[string]json.RawMessage
	return json.Unmarshal(value, &object) == nil && object != nil
}

// IPAddress accepts an IPv4 or IPv6 address. A zone is refused: it means something on one machine only.
func IPAddress() validator.String {
	return text{"an IP address, such as 192.0.2.1 or 2001:db8::1", func(value string) error {
		if address, err := netip.ParseAddr(value); err != nil || address.Zone() != "" {
			return fmt.Errorf("%q is no IP address, such as \"192.0.2.1\" or \"2001:db8::1\"", value)
		}
		return nil
	}}
}
