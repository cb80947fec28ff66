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
		MarkdownDescription: "Builds the `query` of `zerotrust_apptego_audit_logs` from conditions that must all hold. Values are quoted, so that no value can change what the query asks.\n\n" +
			"Each condition is an object of\n\n" +
			"- `column`: " + listed(columnNames()) + ".\n" +
			"- `operator`, in any case: " + listed(operators()) + ". `LIKE` takes a pattern in which `%` stands for any text.\n" +
			"- `value`: a text, number or boolean, as the column has it; for `IN`, `values` with a list of them; for `IS NULL` and `IS NOT NULL`, neither.\n\n" +
			"`event` and `creation_time` (Unix seconds) are whole numbers, `successful` is a boolean, the other columns are texts. " +
			"Quotes within a text are doubled. Refused are control characters, and a backslash directly before a quote or at the end of a text, since the vendor " +
			"does not say whether a backslash escapes what follows it. An empty list gives an empty query, which selects every row.",
		Parameters: []function.Parameter{
			function.DynamicParameter{
				Name:                "conditions",
				MarkdownDescription: "List of the conditions, for example `[{ column = \"api_call\", operator = \"CONTAINS\", value = \"config\" }, { column = \"successful\", operator = \"=\", value = true }]`.",
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
