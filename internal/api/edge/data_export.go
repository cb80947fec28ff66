package edge

import (
	"context"
	"encoding/json"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// DataExport is the contract's DataExportConfig: an export of log data to an S3 bucket. Zero values are left out of
// requests.
type DataExport struct {
	UUID                 string               `json:"uuid,omitempty"`
	DataExportTypes      []api.Int64          `json:"data_export_types,omitempty"` // all that an update changes
	S3BucketName         string               `json:"s3_bucket_name,omitempty"`
	S3BucketAccountID    string               `json:"s3_bucket_account_id,omitempty"`
	S3BucketShardID      api.Int64            `json:"s3_bucket_shard_id,omitempty"`
	LastExportTime       api.Int64            `json:"last_export_time,omitempty"`
	LastSuccessfulExport map[string]api.Int64 `json:"last_successful_export,omitempty"`
	AccountUUID          string               `json:"account_uuid,omitempty"`
	AccountName          string               `json:"account_name,omitempty"`
	CreateTime           api.Int64            `json:"create_time,omitempty"` // epoch milliseconds
	UpdateTime           api.Int64            `json:"update_time,omitempty"` // epoch milliseconds
}

func (e DataExport) identifier() string { return e.UUID }
func (e DataExport) status() Status     { return 0 }
func (e DataExport) label() string      { return e.S3BucketName }
func (e DataExport) created() api.Int64 { return e.CreateTime }

type dataExportRequest struct {
	UUID            string      `json:"uuid,omitempty"`
	S3BucketName    string      `json:"s3_bucket_name,omitempty"`
	DataExportTypes []api.Int64 `json:"data_export_types,omitempty"`
}

// CreateDataExport implements the contract's createDataExportConfig. After an ambiguous failure the export is
// looked for: see api.Create.
func (c *Client) CreateDataExport(ctx context.Context, export DataExport) (DataExport, error) {
	return create(ctx, c, making[DataExport]{
		operation: opCreateDataExportConfig, wanted: export, body: export, list: c.ListDataExports, read: c.GetDataExport,
	})
}

// GetDataExport finds an export in the list (contract queryDataExportConfigs), since no read by id exists. Its absence
// gives an error that api.IsNotFound accepts.
func (c *Client) GetDataExport(ctx context.Context, id string) (DataExport, error) {
	return pick(ctx, c, opQueryDataExportConfigs, id, c.ListDataExports)
}

// ListDataExports implements the contract's queryDataExportConfigs, which has no paging.
func (c *Client) ListDataExports(ctx context.Context) ([]DataExport, error) {
	var answer struct {
		Exports []DataExport `json:"data_export_configs"`
	}
	err := c.do(ctx, call{operation: opQueryDataExportConfigs, idempotent: true}, &listed{"data_export_configs", &answer})
	return live(answer.Exports), err
}

// UpdateDataExport implements the contract's updateDataExportConfig, which changes the kinds of data and nothing else.
func (c *Client) UpdateDataExport(ctx context.Context, id string, types []api.Int64) (DataExport, error) {
	return update[DataExport](ctx, c, opUpdateDataExportConfig, id, dataExportRequest{UUID: id, DataExportTypes: types})
}

// ValidateDataExport implements the contract's validateDataExportConfig: the service writes a test file to the bucket.
func (c *Client) ValidateDataExport(ctx context.Context, id string) error {
	return c.do(ctx, call{operation: opValidateDataExportConfig, body: dataExportRequest{UUID: id}, idempotent: true}, nil)
}

// DataExportBucketPolicy implements the contract's getDataExportBucketPolicy: the policy to attach to a bucket. The shape
// of the answer is not documented, so it is handed on as it came.
func (c *Client) DataExportBucketPolicy(ctx context.Context, bucket string) (json.RawMessage, error) {
	var policy json.RawMessage
	err := c.do(ctx, call{operation: opGetDataExportBucketPolicy, body: dataExportRequest{S3BucketName: bucket}, idempotent: true}, &policy)
	return policy, err
}

// DeleteDataExport tries the candidate operation deleteDataExportConfig and confirms that the export is gone; if the
// service refuses the route, or the export is still listed, the error wraps ErrNotDeleted.
func (c *Client) DeleteDataExport(ctx context.Context, id string) error {
	return c.deleteUndocumented(ctx, opDeleteDataExportConfig, id, func() error {
		_, err := c.GetDataExport(ctx, id)
		return err
	})
}
