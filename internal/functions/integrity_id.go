package functions

import (
	"context"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/integrityid"
)

var (
	_ function.Function = integrityIDFunction{}
	_ function.Function = parseIntegrityIDFunction{}
)

// NewIntegrityID returns the function integrity_id.
func NewIntegrityID() function.Function { return integrityIDFunction{} }

type integrityIDFunction struct{}

func (integrityIDFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "integrity_id"
}

func (integrityIDFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary:             "Builds the id of an App Integrity configuration.",
		MarkdownDescription: "Builds the id of a `zerotrust_app_integrity_config`, `<version>/<config_id>`, by which it is imported.",
		Parameters: []function.Parameter{
			function.StringParameter{Name: "version", MarkdownDescription: "Configuration version: `development`, `staging` or `production`."},
			function.StringParameter{Name: "config_id", MarkdownDescription: "Id of the configuration within the API."},
		},
		Return: function.StringReturn{},
	}
}

func (integrityIDFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var version, configID string
	resp.Error = function.ConcatFuncErrors(resp.Error, req.Arguments.Get(ctx, &version, &configID))
	switch {
	case resp.Error != nil:
	case !slices.Contains(apptego.Versions(), version):
		resp.Error = function.NewArgumentFuncError(0, "The version must be one of "+strings.Join(apptego.Versions(), ", "))
	case configID == "":
		resp.Error = function.NewArgumentFuncError(1, "The config_id must not be empty")
	default:
		resp.Error = resp.Result.Set(ctx, integrityid.Format(version, configID))
	}
}

// NewParseIntegrityID returns the function parse_integrity_id.
func NewParseIntegrityID() function.Function { return parseIntegrityIDFunction{} }

type parseIntegrityIDFunction struct{}

func (parseIntegrityIDFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "parse_integrity_id"
}

func integrityIDParts() map[string]attr.Type {
	return map[string]attr.Type{"version": types.StringType, "config_id": types.StringType}
}

func (parseIntegrityIDFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary:             "Takes the id of an App Integrity configuration apart.",
		MarkdownDescription: "Takes the id of a `zerotrust_app_integrity_config`, `<version>/<config_id>`, apart: returns an object with `version` and `config_id`.",
		Parameters: []function.Parameter{
			function.StringParameter{Name: "id", MarkdownDescription: "Id of the configuration, `<version>/<config_id>`."},
		},
		Return: function.ObjectReturn{AttributeTypes: integrityIDParts()},
	}
}

func (parseIntegrityIDFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var id string
	resp.Error = function.ConcatFuncErrors(resp.Error, req.Arguments.Get(ctx, &id))
	if resp.Error != nil {
		return
	}
	version, configID, err := integrityid.Parse(id)
	if err != nil {
		resp.Error = function.NewArgumentFuncError(0, err.Error())
		return
	}
	resp.Error = resp.Result.Set(ctx, types.ObjectValueMust(integrityIDParts(), map[string]attr.Value{
		"version": types.StringValue(version), "config_id": types.StringValue(configID),
	}))
}
