// Package apptegolog implements zerotrust_apptego_audit_logs and zerotrust_apptego_device_logs: what was done in an AppTego
// tenant, and what its devices reported.
package apptegolog

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

const (
	defaultMaxResults = 1000
	mostResults       = 100000

	maxUnixSeconds = 253402300799 // the end of the year 9999
)

// selection is what both logs are asked by.
type selection struct {
	From       types.String `tfsdk:"from"`
	To         types.String `tfsdk:"to"`
	Query      types.String `tfsdk:"query"`
	MaxResults types.Int64  `tfsdk:"max_results"`
	Truncated  types.Bool   `tfsdk:"truncated"`
}

func momentAttribute(description string, required bool) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: description + " RFC 3339 (`2024-01-15T14:30:25Z`) or Unix seconds (`1705329025`).",
		Required:            required, Optional: !required,
		Validators: []validator.String{momentValidator{}},
	}
}

func selectionAttributes(queryDescription string, rangeRequired bool, query ...validator.String) map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"from":  momentAttribute("Beginning of the range, which belongs to it.", rangeRequired),
		"to":    momentAttribute("End of the range, which belongs to it.", rangeRequired),
		"query": schema.StringAttribute{MarkdownDescription: queryDescription, Optional: true, Validators: query},
		"max_results": schema.Int64Attribute{
			MarkdownDescription: fmt.Sprintf("How many rows are read at most, the newest first; at most %d. Default `%d`.", mostResults, defaultMaxResults),
			Optional:            true, Validators: []validator.Int64{int64validator.Between(1, mostResults)},
		},
		"truncated": schema.BoolAttribute{
			MarkdownDescription: "Whether the service has more rows than `max_results`: those are not among `results`.", Computed: true,
		},
	}
}

// parseMoment returns Unix seconds. Errors are in the practitioner's words.
func parseMoment(text string) (int64, error) {
	if text != "" && strings.Trim(text, "0123456789") == "" {
		seconds, err := strconv.ParseInt(text, 10, 64)
		if err != nil || seconds > maxUnixSeconds {
			return 0, fmt.Errorf("%s Unix seconds are after the year 9999; perhaps these are milliseconds", text)
		}
		return seconds, nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return 0, fmt.Errorf("%q is neither RFC 3339, such as \"2024-01-15T14:30:25Z\", nor Unix seconds, such as 1705329025", text)
	}
	return at.Unix(), nil
}

type momentValidator struct{}

func (momentValidator) Description(context.Context) string { return "RFC 3339 or Unix seconds" }

func (v momentValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (momentValidator) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	if _, err := parseMoment(req.ConfigValue.ValueString()); err != nil {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid Value", fmt.Sprintf("%s: %s.", req.Path, err))
	}
}

// moment returns the Unix seconds of an argument that was validated; nil if it has no value.
func moment(argument types.String) *int64 {
	if argument.IsNull() || argument.IsUnknown() {
		return nil
	}
	seconds, err := parseMoment(argument.ValueString())
	if err != nil {
		return nil
	}
	return &seconds
}

// checkRange refuses a range that ends before it begins, which the service would answer with nothing.
func (s selection) checkRange(d *diag.Diagnostics) {
	from, to := moment(s.From), moment(s.To)
	if from != nil && to != nil && *to < *from {
		d.AddAttributeError(path.Root("to"), "Invalid Range", fmt.Sprintf("The range ends at %s, before it begins at %s.", s.To.ValueString(), s.From.ValueString()))
	}
}

func (s selection) limit() int {
	if s.MaxResults.IsNull() {
		return defaultMaxResults
	}
	return int(s.MaxResults.ValueInt64())
}

// collect reads rows up to a limit, and one more to see whether there are more.
func collect[T, R any](rows iter.Seq2[T, error], limit int, convert func(T) R) (out []R, truncated bool, err error) {
	out = []R{}
	for row, err := range rows {
		switch {
		case err != nil:
			return nil, false, err
		case len(out) == limit:
			return out, true, nil
		}
		out = append(out, convert(row))
	}
	return out, false, nil
}

// normalized writes JSON, or a string that holds JSON, so that equal documents are equal texts. Other texts stay as they
// are, and null is null.
func normalized(raw json.RawMessage) types.String {
	var held string
	if json.Unmarshal(raw, &held) == nil && string(raw) != "null" {
		if text, ok := canonical([]byte(held)); ok {
			return types.StringValue(text)
		}
		return types.StringValue(held)
	}
	if text, ok := canonical(raw); ok && text != "null" {
		return types.StringValue(text)
	}
	return types.StringNull()
}

// canonical sorts the members of objects, keeps the digits of numbers and leaves out white space.
func canonical(document []byte) (string, bool) {
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil || decoder.More() {
		return "", false
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(value) != nil {
		return "", false
	}
	return strings.TrimSuffix(text.String(), "\n"), true
}
