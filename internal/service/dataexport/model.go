package dataexport

import (
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/argument"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

// fields are what the resource and the data sources have in common.
type fields struct {
	ID                types.String `tfsdk:"id"`
	DataExportTypes   types.Set    `tfsdk:"data_export_types"`
	S3BucketName      types.String `tfsdk:"s3_bucket_name"`
	S3BucketAccountID types.String `tfsdk:"s3_bucket_account_id"`
	CreateTime        types.Int64  `tfsdk:"create_time"`
}

// model is the managed resource: what a practitioner sets, and what never changes by itself.
type model struct {
	fields
	Validate  types.Bool     `tfsdk:"validate"`
	Validated types.Bool     `tfsdk:"validated"`
	Timeouts  timeouts.Value `tfsdk:"timeouts"`
}

// imported is the prior state of an import: zero values, which null and zero configurations both accept.
func imported() model {
	return model{fields: fields{S3BucketAccountID: types.StringValue("")}, Validate: types.BoolValue(false), Timeouts: argument.NoTimeouts()}
}

// flatten maps what the service answered. Absent fields keep the spelling of prior, and so does what is no field of the
// service.
func flatten(e edge.DataExport, prior model) model {
	return model{
		fields: fields{
			ID:                types.StringValue(e.UUID),
			DataExportTypes:   flex.Int64SetValue(e.DataExportTypes),
			S3BucketName:      types.StringValue(e.S3BucketName),
			S3BucketAccountID: flex.String(e.S3BucketAccountID, prior.S3BucketAccountID),
			CreateTime:        types.Int64Value(int64(e.CreateTime)),
		},
		Validate:  prior.Validate,
		Validated: prior.Validated,
		Timeouts:  prior.Timeouts,
	}
}

// expand says what a create sends.
func expand(plan model) edge.DataExport {
	return edge.DataExport{
		DataExportTypes:   flex.Int64s(plan.DataExportTypes),
		S3BucketName:      plan.S3BucketName.ValueString(),
		S3BucketAccountID: plan.S3BucketAccountID.ValueString(),
	}
}
