package functions_test

import (
	"context"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/functions"
)

// object is a condition as HCL writes it: members have types of their own.
func object(members map[string]attr.Value) attr.Value {
	kinds := map[string]attr.Type{}
	for name, v := range members {
		kinds[name] = v.Type(context.Background())
	}
	return types.ObjectValueMust(kinds, members)
}

func condition(column, operator string, value attr.Value) attr.Value {
	return object(map[string]attr.Value{"column": text(column), "operator": text(operator), "value": value})
}

func tuple(values ...attr.Value) attr.Value {
	kinds := make([]attr.Type, len(values))
	for i, v := range values {
		kinds[i] = v.Type(context.Background())
	}
	return types.TupleValueMust(kinds, values)
}

func whole(n int64) attr.Value { return types.NumberValue(floatOf(n)) }

func query(t testing.TB, conditions ...attr.Value) (string, string) {
	t.Helper()
	got, err := call(t, functions.NewAuditQuery(), types.DynamicValue(tuple(conditions...)))
	if err != nil {
		if err.FunctionArgument == nil || *err.FunctionArgument != 0 {
			t.Errorf("the error %q is not at the argument", err.Text)
		}
		return "", err.Text
	}
	return got, ""
}

func TestAuditQuery(t *testing.T) {
	t.Parallel()
	columnOnly := func(column, operator string) attr.Value {
		return object(map[string]attr.Value{"column": text(column), "operator": text(operator)})
	}
	in := func(column string, values ...attr.Value) attr.Value {
		return object(map[string]attr.Value{"column": text(column), "operator": text("in"), "values": tuple(values...)})
	}
	for _, c := range []struct {
		name       string
		conditions []attr.Value
		want       string
	}{
		{"nothing", nil, ""},
		{"the vendor's example", []attr.Value{condition("api_call", "CONTAINS", text("config")), condition("successful", "=", types.BoolValue(true))},
			"api_call CONTAINS 'config' AND successful = true"},
		{"numbers", []attr.Value{condition("event", ">=", whole(2450)), condition("creation_time", "<", text("1700050000"))},
			"event >= 2450 AND creation_time < 1700050000"},
		{"a boolean that became a text", []attr.Value{condition("successful", "<>", text("false"))}, "successful <> false"},
		{"a number for a text column", []attr.Value{condition("user_id", "=", whole(7))}, "user_id = '7'"},
		{"a fraction for a text column", []attr.Value{condition("user_id", "=", types.NumberValue(fraction()))}, "user_id = '1.5'"},
		{"quotes", []attr.Value{condition("user_id", "=", text("o'brien' OR 'a'='a"))}, "user_id = 'o''brien'' OR ''a''=''a'"},
		{"an empty text", []attr.Value{condition("user_id", "!=", text(""))}, "user_id != ''"},
		{"a backslash within", []attr.Value{condition("user_id", "=", text(`ACME\ann`))}, `user_id = 'ACME\ann'`},
		{"a pattern", []attr.Value{condition("api_call", "not  like", text("app_integrity_%"))}, "api_call NOT LIKE 'app_integrity_%'"},
		{"one of several", []attr.Value{in("event", whole(1), text("2")), in("user_id", text("a'b"))}, "event IN (1, 2) AND user_id IN ('a''b')"},
		{"null checks", []attr.Value{columnOnly("user_id", "is null"), columnOnly("raw_data", "IS NOT NULL")}, "user_id IS NULL AND raw_data IS NOT NULL"},
		{"members that a type fills with null", []attr.Value{object(map[string]attr.Value{
			"column": text("user_id"), "operator": text("="), "value": text("x"), "values": types.ListNull(types.StringType),
		})}, "user_id = 'x'"},
		{"a map", []attr.Value{types.MapValueMust(types.StringType, map[string]attr.Value{
			"column": text("event"), "operator": text("="), "value": text("5"),
		})}, "event = 5"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if got, problem := query(t, c.conditions...); got != c.want || problem != "" {
				t.Errorf("got %q (%s), want %q", got, problem, c.want)
			}
		})
	}
}

func TestAuditQuery_refuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name      string
		condition attr.Value
		want      string
	}{
		{"no object", text("user_id = 'x'"), "must be an object"},
		{"an unknown member", object(map[string]attr.Value{"column": text("event"), "operator": text("="), "valu": whole(1)}), `"valu" is none of`},
		{"an unknown column", condition("user_id = 'a' OR user_id", "=", text("x")), "column must be one of"},
		{"a column of the other log", condition("device_id", "=", text("x")), "column must be one of"},
		{"an unknown operator", condition("event", "= 1 OR event =", whole(1)), "operator must be one of"},
		{"a missing operator", object(map[string]attr.Value{"column": text("event"), "value": whole(1)}), "operator must be one of"},
		{"a missing value", object(map[string]attr.Value{"column": text("event"), "operator": text("=")}), "takes one value"},
		{"a null value", condition("event", "=", types.StringNull()), "takes one value"},
		{"a text for a number", condition("event", "=", text("1 OR 1=1")), "whole numbers"},
		{"a fraction for a number", condition("event", "=", types.NumberValue(fraction())), "whole numbers"},
		{"a text for a boolean", condition("successful", "=", text("yes")), "true or false"},
		{"an order of booleans", condition("successful", ">", types.BoolValue(true)), "no order"},
		{"a pattern for a number", condition("event", "LIKE", text("1%")), "is for texts"},
		{"a value for a null check", condition("user_id", "IS NULL", text("x")), "takes no value"},
		{"a value for IN", condition("user_id", "IN", text("x")), "IN takes values"},
		{"no values for IN", object(map[string]attr.Value{"column": text("event"), "operator": text("IN"), "values": tuple()}), "IN takes values"},
		{"a list as value", condition("user_id", "=", tuple(text("x"))), "must be a text"},
		{"a line break", condition("user_id", "=", text("a\nb")), "control characters"},
		{"a backslash before a quote", condition("user_id", "=", text(`\' OR 1=1`)), "backslash"},
		{"a backslash at the end", condition("user_id", "=", text(`a\`)), "backslash"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			fine := condition("event", "=", whole(1))
			if got, problem := query(t, fine, c.condition); !strings.Contains(problem, c.want) || !strings.HasPrefix(problem, "Condition 1: ") {
				t.Errorf("got %q, problem %q; want a problem of condition 1 with %q", got, problem, c.want)
			}
		})
	}
	if _, err := call(t, functions.NewAuditQuery(), types.DynamicValue(text("x"))); err == nil {
		t.Error("a text instead of a list was accepted")
	}
}

func TestAuditQuery_unknown(t *testing.T) {
	t.Parallel()
	for name, conditions := range map[string]types.Dynamic{
		"all":   types.DynamicUnknown(),
		"value": types.DynamicValue(tuple(condition("user_id", "=", types.StringUnknown()))),
		"list":  types.DynamicValue(types.ListUnknown(types.StringType)),
	} {
		got, err := run(t, functions.NewAuditQuery(), types.StringNull(), conditions)
		if err != nil || !got.IsUnknown() {
			t.Errorf("%s: got %v, %v; want unknown", name, got, err)
		}
	}
}
