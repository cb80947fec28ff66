package dataexport

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

func TestExpand(t *testing.T) {
	t.Parallel()
	numbers := flex.Int64SetValue([]api.Int64{51, 0, 1})
	for name, test := range map[string]struct {
		plan model
		want string
	}{
		"minimal": {model{fields: fields{DataExportTypes: numbers, S3BucketName: types.StringValue("logs")}}, `{"data_export_types":[0,1,51],"s3_bucket_name":"logs"}`},
		"zero account": {
			model{fields: fields{DataExportTypes: numbers, S3BucketName: types.StringValue("logs"), S3BucketAccountID: types.StringValue("")}},
			`{"data_export_types":[0,1,51],"s3_bucket_name":"logs"}`,
		},
		"full": {
			model{
				fields:   fields{DataExportTypes: numbers, S3BucketName: types.StringValue("logs"), S3BucketAccountID: types.StringValue("123456789012")},
				Validate: types.BoolValue(true), Validated: types.BoolUnknown(),
			},
			`{"data_export_types":[0,1,51],"s3_bucket_name":"logs","s3_bucket_account_id":"123456789012"}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := json.Marshal(expand(test.plan))
			if err != nil || string(got) != test.want {
				t.Errorf("got %s (%v), want %s", got, err, test.want)
			}
		})
	}
}

func TestFlatten(t *testing.T) {
	t.Parallel()
	answer := edge.DataExport{UUID: "e", DataExportTypes: []api.Int64{2, 1}, S3BucketName: "logs", CreateTime: 5}
	got := flatten(answer, model{Validate: types.BoolValue(true), Validated: types.BoolValue(false)})
	if got.ID.ValueString() != "e" || !got.DataExportTypes.Equal(flex.Int64SetValue([]api.Int64{1, 2})) || got.S3BucketName.ValueString() != "logs" ||
		!got.S3BucketAccountID.IsNull() || got.CreateTime.ValueInt64() != 5 || !got.Validate.ValueBool() || got.Validated != types.BoolValue(false) {
		t.Errorf("got %v", got)
	}
	if got := flatten(answer, imported()); got.S3BucketAccountID != types.StringValue("") || got.Validate != types.BoolValue(false) || !got.Validated.IsNull() {
		t.Errorf("an import gives %v", got)
	}
}

func TestPlanValidated(t *testing.T) {
	t.Parallel()
	yes, no, unknown, null := types.BoolValue(true), types.BoolValue(false), types.BoolUnknown(), types.BoolNull()
	one, two := flex.Int64SetValue([]api.Int64{1}), flex.Int64SetValue([]api.Int64{2})
	of := func(validate, validated types.Bool, kinds types.Set) model {
		return model{fields: fields{DataExportTypes: kinds}, Validate: validate, Validated: validated}
	}
	for name, test := range map[string]struct {
		plan, state model
		want        types.Bool
	}{
		"create, not asked": {of(null, unknown, one), model{}, null},
		"create, asked":     {of(yes, unknown, one), model{}, unknown},
		"not known yet":     {of(unknown, unknown, one), of(yes, yes, one), unknown},
		"succeeded":         {of(yes, yes, one), of(yes, yes, one), yes},
		"failed":            {of(yes, no, one), of(yes, no, one), unknown},
		"never":             {of(yes, null, one), of(yes, null, one), unknown},
		"other kinds":       {of(yes, yes, two), of(yes, yes, one), unknown},
		"no longer asked":   {of(no, yes, one), of(yes, yes, one), null},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := planValidated(test.plan, test.state); !got.Equal(test.want) {
				t.Errorf("planned %s, want %s", got, test.want)
			}
		})
	}
}

func TestNormalize(t *testing.T) {
	t.Parallel()
	const want = `{"Id":12345678901234567890,"Statement":[{"Action":["b","a"],"Resource":"arn:<&>"}],"Version":"2012-10-17"}`
	for name, answer := range map[string]string{
		"as it should be":  want,
		"other key order":  `{"Version":"2012-10-17","Statement":[{"Resource":"arn:<&>","Action":["b","a"]}],"Id":12345678901234567890}`,
		"white space":      "\n{ \"Id\": 12345678901234567890, \"Statement\": [ { \"Action\": [\"b\",\t\"a\"], \"Resource\": \"arn:<&>\" } ], \"Version\": \"2012-10-17\" }\n",
		"escaped":          `{"Version":"2012-10-17","Statement":[{"Resource":"arn:\u003c\u0026\u003e","Action":["b","a"]}],"Id":12345678901234567890}`,
		"a text with JSON": `"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Resource\":\"arn:<&>\",\"Action\":[\"b\",\"a\"]}],\"Id\":12345678901234567890}"`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, err := normalize([]byte(answer)); err != nil || got != want {
				t.Errorf("got %s (%v), want %s", got, err, want)
			}
		})
	}
	for name, answer := range map[string]string{
		"null": `null`, "empty object": `{}`, "list": `[]`, "text": `"a policy"`, "empty text": `""`, "text of a text": `"\"x\""`, "two": `{"a":1} {"b":2}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, err := normalize([]byte(answer)); err == nil {
				t.Errorf("got %s, want an error", got)
			}
		})
	}
}
