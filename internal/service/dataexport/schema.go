package dataexport

import (
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/validators"
)

const description = "An export of log data to an S3 bucket. Another bucket or account replaces it. A destroyed or replaced export stays in the service and goes on exporting, with a warning: no source documents a deletion."

func attributes() map[string]schema.Attribute {
	accountID := argument.String("Id of the AWS account that owns the bucket. A change replaces the export.",
		validators.Doubtful(stringvalidator.RegexMatches(regexp.MustCompile(`^([0-9]{12})?$`), "must be an AWS account id, twelve digits")))
	return Validation().Into(map[string]schema.Attribute{
		"id": argument.ID("data export"),
		"data_export_types": schema.SetAttribute{
			MarkdownDescription: "Kinds of data to export, at least one of " + argument.Values(edge.DataExportTypeValues()) + ". The vendor does not publish their meaning.",
			Required:            true,
			ElementType:         types.Int64Type,
			CustomType:          flex.NewSetType(types.Int64Type),
			Validators: []validator.Set{
				setvalidator.SizeAtLeast(1), setvalidator.NoNullValues(),
				setvalidator.ValueInt64sAre(int64validator.OneOf(edge.DataExportTypeValues()...)),
			},
		},
		"s3_bucket_name": schema.StringAttribute{
			MarkdownDescription: "Name of the S3 bucket. A change replaces the export.",
			Required:            true,
			Validators:          []validator.String{stringvalidator.LengthAtLeast(1), validators.Doubtful(stringvalidator.LengthBetween(minBucketName, maxBucketName))},
		},
		"s3_bucket_account_id": accountID,
	})
}

// S3 allows no shorter and no longer names for new buckets.
const (
	minBucketName = 3
	maxBucketName = 63
)
