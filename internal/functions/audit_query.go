package functions

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

var _ function.Function = auditQueryFunction{}

// NewAuditQuery returns the function audit_query.
func NewAuditQuery() function.Function { return auditQueryFunction{} }

type auditQueryFunction struct{}

func (auditQueryFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "audit_query"
}

func (auditQueryFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary: "Builds a query of the AppTego audit logs.",
		MarkdownDescription: "Builds the `query` of `zerotrust_apptego_audit_logs` from conditions that must all hold. Values are quoted, so that no value can change what the query asks. " +
			"An empty list gives an empty query, which selects every row.",
		Parameters: []function.Parameter{
			function.DynamicParameter{
				Name:                "conditions",
				MarkdownDescription: "List of objects with `column` (" + listed(columnNames()) + "), `operator` (such as `=`, `LIKE`, `CONTAINS`, `IN`), and `value`, or `values` for `IN`.",
				AllowUnknownValues:  true, // of a member: only the whole argument is looked at by the CLI
			},
		},
		Return: function.StringReturn{},
	}
}

func (auditQueryFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var conditions types.Dynamic
	resp.Error = function.ConcatFuncErrors(resp.Error, req.Arguments.Get(ctx, &conditions))
	if resp.Error != nil {
		return
	}
	if !wholly(conditions) {
		resp.Error = resp.Result.Set(ctx, types.StringUnknown())
		return
	}
	query, err := auditQuery(conditions.UnderlyingValue())
	if err != nil {
		resp.Error = function.NewArgumentFuncError(0, strings.ToUpper(err.Error()[:1])+err.Error()[1:])
		return
	}
	resp.Error = resp.Result.Set(ctx, query)
}

func listed(names []string) string { return "`" + strings.Join(names, "`, `") + "`" }
