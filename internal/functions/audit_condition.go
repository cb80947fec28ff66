package functions

import (
	"errors"
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

type columnKind int

const (
	textColumn columnKind = iota
	numberColumn
	flagColumn
)

// columns are the contract's x-query-columns of the audit logs.
func columns() map[string]columnKind {
	return map[string]columnKind{
		"event": numberColumn, "user_id": textColumn, "api_call": textColumn, "creation_time": numberColumn,
		"successful": flagColumn, "raw_data": textColumn,
	}
}

func columnNames() []string { return slices.Sorted(maps.Keys(columns())) }

func comparisons() []string { return []string{"=", "!=", "<>", ">", "<", ">=", "<="} }
func textMatches() []string { return []string{"LIKE", "NOT LIKE", "CONTAINS"} }
func nullChecks() []string  { return []string{"IS NULL", "IS NOT NULL"} }
func operators() []string {
	return slices.Concat(comparisons(), textMatches(), []string{"IN"}, nullChecks())
}
func memberNames() []string { return []string{"column", "operator", "value", "values"} }

// auditQuery joins conditions by AND. Errors are in the practitioner's words.
func auditQuery(conditions attr.Value) (string, error) {
	list, ok := elements(conditions)
	if !ok {
		return "", errors.New("the conditions must be a list of objects")
	}
	parts := make([]string, len(list))
	for i, element := range list {
		part, err := predicate(element)
		if err != nil {
			return "", fmt.Errorf("condition %d: %w", i, err)
		}
		parts[i] = part
	}
	return strings.Join(parts, " AND "), nil
}

// predicate writes one condition.
func predicate(condition attr.Value) (string, error) {
	all, ok := flex.Members(condition)
	if !ok {
		return "", errors.New("it must be an object with column, operator and value")
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if !slices.Contains(memberNames(), name) {
			return "", fmt.Errorf("%q is none of %s", name, strings.Join(memberNames(), ", "))
		}
	}
	column, _ := scalar(all["column"])
	kind, known := columns()[column]
	if !known {
		return "", fmt.Errorf("column must be one of %s", strings.Join(columnNames(), ", "))
	}
	written, _ := scalar(all["operator"])
	operator := strings.ToUpper(strings.Join(strings.Fields(written), " "))
	if !slices.Contains(operators(), operator) {
		return "", fmt.Errorf("operator must be one of %s", strings.Join(operators(), ", "))
	}
	if err := suits(operator, column, kind); err != nil {
		return "", err
	}
	argument, err := operand(operator, column, kind, all["value"], all["values"])
	if err != nil {
		return "", err
	}
	return strings.TrimSuffix(column+" "+operator+" "+argument, " "), nil
}

// suits refuses operators that make no sense for the type of a column.
func suits(operator, column string, kind columnKind) error {
	switch {
	case slices.Contains(textMatches(), operator) && kind != textColumn:
		return fmt.Errorf("%s is for texts, and %s is none", operator, column)
	case kind == flagColumn && slices.Contains([]string{">", "<", ">=", "<="}, operator):
		return fmt.Errorf("%s is true or false and has no order", column)
	}
	return nil
}

// operand writes what an operator compares a column with.
func operand(operator, column string, kind columnKind, value, values attr.Value) (string, error) {
	switch {
	case slices.Contains(nullChecks(), operator):
		if present(value) || present(values) {
			return "", fmt.Errorf("%s takes no value", operator)
		}
		return "", nil
	case operator == "IN":
		list, ok := elements(values)
		if !ok || len(list) == 0 || present(value) {
			return "", errors.New("IN takes values, a list that is not empty, and no value")
		}
		literals := make([]string, len(list))
		for i, element := range list {
			var err error
			if literals[i], err = literal(column, kind, element); err != nil {
				return "", err
			}
		}
		return "(" + strings.Join(literals, ", ") + ")", nil
	case !present(value) || present(values):
		return "", fmt.Errorf("%s takes one value, and no values", operator)
	}
	return literal(column, kind, value)
}

// literal writes a value so that it can be nothing but a value of the column's type.
func literal(column string, kind columnKind, value attr.Value) (string, error) {
	text, ok := scalar(value)
	if !ok {
		return "", fmt.Errorf("a value for %s must be a text, a number or a boolean", column)
	}
	switch kind {
	case numberColumn:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return "", fmt.Errorf("%s is compared with whole numbers", column)
		}
		return strconv.FormatInt(n, 10), nil
	case flagColumn:
		if text != "true" && text != "false" {
			return "", fmt.Errorf("%s is compared with true or false", column)
		}
		return text, nil
	}
	return quote(text)
}

// quote writes a text of the query language, whose only escape is the doubled quote. Whether a backslash escapes as well
// is not documented, so a text that would end early under that reading is refused.
func quote(text string) (string, error) {
	if strings.ContainsFunc(text, unicode.IsControl) {
		return "", errors.New("a value must not hold control characters")
	}
	if strings.Contains(text, `\'`) || strings.HasSuffix(text, `\`) {
		return "", errors.New("a value must hold no backslash directly before a quote or at its end")
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'", nil
}

// scalar returns the text of a text, number or boolean.
func scalar(value attr.Value) (string, bool) {
	switch v := bare(value).(type) {
	case types.String:
		return v.ValueString(), !v.IsNull()
	case types.Bool:
		return strconv.FormatBool(v.ValueBool()), !v.IsNull()
	case types.Number:
		if v.IsNull() {
			return "", false
		}
		return number(v.ValueBigFloat()), true
	}
	return "", false
}

func number(n *big.Float) string {
	if whole, accuracy := n.Int64(); accuracy == big.Exact {
		return strconv.FormatInt(whole, 10)
	}
	return n.Text('g', -1)
}

func present(value attr.Value) bool {
	value = bare(value)
	return value != nil && !value.IsNull()
}

// bare takes the wrapper of a dynamic value off.
func bare(value attr.Value) attr.Value {
	if d, ok := value.(types.Dynamic); ok {
		return d.UnderlyingValue()
	}
	return value
}

// elements returns what a list, set or tuple holds.
func elements(value attr.Value) ([]attr.Value, bool) {
	value = bare(value)
	if collection, ok := value.(interface{ Elements() []attr.Value }); ok && !value.IsNull() {
		return collection.Elements(), true
	}
	return nil, false
}

// wholly says whether a value is known, with everything in it.
func wholly(value attr.Value) bool {
	if value == nil || value.IsUnknown() {
		return value == nil
	}
	if d, ok := value.(types.Dynamic); ok {
		return wholly(d.UnderlyingValue())
	}
	list, _ := elements(value)
	all, _ := flex.Members(value)
	return !slices.ContainsFunc(slices.AppendSeq(list, maps.Values(all)), func(v attr.Value) bool { return !wholly(v) })
}
