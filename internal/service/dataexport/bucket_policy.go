package dataexport

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/conns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/diags"
)

var _ datasource.DataSourceWithConfigure = (*bucketPolicyDataSource)(nil)

// NewBucketPolicyDataSource returns the data source zerotrust_data_export_bucket_policy.
func NewBucketPolicyDataSource() datasource.DataSource { return &bucketPolicyDataSource{} }

type bucketPolicyDataSource struct{ conns.DataSource[edge.Client] }

type bucketPolicyModel struct {
	S3BucketName types.String `tfsdk:"s3_bucket_name"`
	Policy       types.String `tfsdk:"policy"`
}

func (s *bucketPolicyDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_data_export_bucket_policy"
}

func (s *bucketPolicyDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Asks the service for the policy to attach to a bucket, so that a data export may write to it.",
		Attributes: map[string]schema.Attribute{
			"s3_bucket_name": schema.StringAttribute{
				MarkdownDescription: "Name of the S3 bucket.", Required: true,
				Validators: []validator.String{stringvalidator.LengthBetween(minBucketName, maxBucketName)},
			},
			"policy": schema.StringAttribute{
				MarkdownDescription: "Bucket policy as JSON text: compact, and with its keys sorted, so that equal policies are equal texts.", Computed: true,
			},
		},
	}
}

func (s *bucketPolicyDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	if s.DeferRead(req, resp) {
		return
	}
	var config bucketPolicyModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	client := s.Client(&resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	answer, err := client.DataExports.BucketPolicy(ctx, config.S3BucketName.ValueString())
	var policy string
	if err == nil {
		policy, err = normalize(answer)
	}
	if err != nil {
		diags.Stateless(&resp.Diagnostics, "Read", "Bucket Policy", diags.Named(config.S3BucketName), err)
		return
	}
	config.Policy = types.StringValue(policy)
	resp.Diagnostics.Append(resp.State.Set(ctx, &config)...)
}

// normalize writes a policy in one way, whichever way the service does: keys sorted, no white space, numbers as they are,
// and no escaping of the characters of HTML. The shape of the answer is not documented; a policy that comes as a text of
// JSON is taken out of it.
func normalize(answer []byte) (string, error) {
	policy, err := decodePolicy(answer)
	if text, ok := policy.(string); ok && err == nil {
		policy, err = decodePolicy([]byte(text))
	}
	if err != nil {
		return "", err
	}
	if object, ok := policy.(map[string]any); !ok || len(object) == 0 {
		return "", errors.New("the answer holds no policy")
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(policy); err != nil { // sorts keys
		return "", fmt.Errorf("encoding the policy: %w", err)
	}
	return string(bytes.TrimSpace(b.Bytes())), nil
}

func decodePolicy(text []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var policy any
	if err := decoder.Decode(&policy); err != nil {
		return nil, fmt.Errorf("the answer holds no policy as JSON: %w", err)
	}
	if decoder.More() {
		return nil, errors.New("the answer holds more than one JSON value")
	}
	return policy, nil
}
