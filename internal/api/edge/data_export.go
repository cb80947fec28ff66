package edge

import (
	"context"
	"encoding/json"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// DataExport is the contract's DataExportConfig: an export of log data to an S3 bucket. Zero values are left out of
// requests.
type DataExport struct {
	UUID                 string              `json:"uuid,omitempty"`
	DataExportTypes      []api.Int64         `json:"data_export_types,omitempty"` // all that an update changes
	S3BucketName         string              `json:"s3_bucket_name,omitempty"`
	S3BucketAccountID    string              `json:"s3_bucket_account_id,omitempty"`
	S3BucketShardID      api.Int64           `json:"s3_bucket_shard_id,omitempty"`
	LastExportTime       api.Time            `json:"last_export_time,omitempty"`
	LastSuccessfulExport map[string]api.Time `json:"last_successful_export,omitempty"`
	AccountUUID          string              `json:"account_uuid,omitempty"`
	AccountName          string              `json:"account_name,omitempty"`
	CreateTime           api.Time            `json:"create_time,omitempty"`
	UpdateTime           api.Time            `json:"update_time,omitempty"`
}

func (e DataExport) identifier() string { return e.UUID }
func (e DataExport) status() Status     { return 0 }
func (e DataExport) label() string      { return e.S3BucketName }
func (e DataExport) created() api.Time  { return e.CreateTime }
func (e DataExport) updated() api.Time  { return 0 }

type dataExportRequest struct {
	UUID            string      `json:"uuid,omitempty"`
	S3BucketName    string      `json:"s3_bucket_name,omitempty"`
	DataExportTypes []api.Int64 `json:"data_export_types,omitempty"`
}

// DataExports are the calls about data exports. No operation reads one: the list does.
type DataExports struct{ *Objects[DataExport] }

func newDataExports(c *Client, cfg Config) *DataExports {
	return &DataExports{newObjects(c, cfg, kind[DataExport]{
		create: opCreateDataExportConfig, list: opQueryDataExportConfigs, update: opUpdateDataExportConfig, delete: opDeleteDataExportConfig,
		member: "data_export_configs",
		updating: func(id string, change DataExport, _ []string) any { // no update changes anything else
			return dataExportRequest{UUID: id, DataExportTypes: change.DataExportTypes}
		},
	})}
}

// Validate implements the contract's validateDataExportConfig: the service writes a test file to the bucket.
func (d *DataExports) Validate(ctx context.Context, id string) error {
	return d.calls.client.do(ctx, call{operation: opValidateDataExportConfig, body: dataExportRequest{UUID: id}, idempotent: true}, nil)
}

// BucketPolicy implements the contract's getDataExportBucketPolicy: the policy to attach to a bucket. The shape
// of the answer is not documented, so it is handed on as it came.
func (d *DataExports) BucketPolicy(ctx context.Context, bucket string) (json.RawMessage, error) {
	var policy json.RawMessage
	err := d.calls.client.do(ctx, call{operation: opGetDataExportBucketPolicy, body: dataExportRequest{S3BucketName: bucket}, idempotent: true}, &policy)
	return policy, err
}
