// Package dataexport implements zerotrust_data_export: exports of log data to S3 buckets.
package dataexport

import (
	"context"

	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/life"
)

// Noun describes data exports.
func Noun() life.Noun[edge.DataExport] {
	return life.Noun[edge.DataExport]{
		Words:       life.Words{Title: "Data Export", Titles: "Data Exports"},
		Objects:     func(c *edge.Client) *edge.Objects[edge.DataExport] { return c.DataExports.Objects },
		Description: description,
		Attributes:  attributes,
		Answers: func() map[string]dsschema.Attribute {
			return map[string]dsschema.Attribute{
				"s3_bucket_shard_id": dsschema.Int64Attribute{MarkdownDescription: "Shard of the bucket.", Computed: true},
				"last_export_time":   argument.ShownTime("When data was exported last."),
				"last_successful_export": dsschema.MapAttribute{
					MarkdownDescription: "When exports last succeeded. The vendor does not say by what; probably by the kind of data.", Computed: true, ElementType: types.StringType,
				},
				"account_uuid": dsschema.StringAttribute{MarkdownDescription: "Id of the account.", Computed: true},
			}
		},
		Key:        "s3_bucket_name",
		KeyTitle:   "Name of the S3 bucket",
		ReadsOne:   "Reads one data export, by its id or its bucket.",
		ReadsMany:  "Reads the data exports of the account.",
		Lists:      "Finds the data exports of the account.",
		Found:      "The exports, by bucket and id.",
		Filters:    []life.Filter{{Name: "s3_bucket_name", Description: "Only exports to this bucket."}},
		Ends:       life.LeftBehind,
		CreateOnly: []string{"s3_bucket_name", "s3_bucket_account_id"},
		PlanAny:    planValidation,
		Saved:      validate,
	}
}

// planValidation plans a validation, also where nothing else changes, as long as none has succeeded.
func planValidation(ctx context.Context, p *life.Planning) {
	validated := types.BoolUnknown()
	switch wanted := p.Plan.Flag("validate"); {
	case wanted.IsUnknown():
	case !wanted.ValueBool():
		validated = types.BoolNull()
	case p.State.Flag("validated").ValueBool() && p.Plan["data_export_types"].Equal(p.State["data_export_types"]):
		validated = types.BoolValue(true)
	}
	p.Set(ctx, "validated", validated)
}

// validate has the service write a test file to the bucket if the plan says so, and state says whether it could.
//
// An error in a create taints the export. The next apply would replace it, and since nothing deletes exports, it would leave
// one more in the service each time. So it is a warning there, and state says that the validation is still to come: the next
// plan has it made by an update, whose errors taint nothing.
func validate(ctx context.Context, s *life.Saving) {
	if !s.Plan.Flag("validated").IsUnknown() || !s.Plan.Flag("validate").ValueBool() {
		return
	}
	validated := path.Root("validated")
	s.Append(s.State.SetAttribute(ctx, validated, false)...)
	err := s.Client.DataExports.Validate(ctx, s.ID)
	if err == nil {
		s.Append(s.State.SetAttribute(ctx, validated, true)...)
		return
	}
	var failed diag.Diagnostics
	diags.API(&failed, "Validate", "Data Export", s.ID, err)
	if !s.Created {
		s.Append(failed...)
		return
	}
	for _, d := range failed {
		s.AddWarning(d.Summary(), d.Detail()+"\n\nThe export exists and is in state. The next apply validates it again.")
	}
}
