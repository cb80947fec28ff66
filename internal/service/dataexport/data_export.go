// Package dataexport implements zerotrust_data_export: exports of log data to S3 buckets.
package dataexport

import (
	"context"

	dsschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
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
		PlanAny:    Validation().Plan,
		Saved:      Validation().Run,
	}
}

// Validation describes how an export is validated.
func Validation() life.Validation {
	return life.Validation{
		Title: "Data Export", Arguments: []string{"data_export_types"}, What: "the destination",
		Description: "Validates a data export: the service writes a test file to its bucket. Fails if it cannot, for example because the bucket policy is missing.",
		Begins:      "Having a test file written for",
		Runs: func(ctx context.Context, client *edge.Client, id string) error {
			return client.DataExports.Validate(ctx, id)
		},
	}
}
