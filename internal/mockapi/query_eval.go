package mockapi

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// truth is the three-valued logic of SQL: a comparison with a missing value is neither true nor false.
type truth int

const (
	no truth = iota
	unknown
	yes
)

func truthOf(b bool) truth {
	if b {
		return yes
	}
	return no
}

func both(a, b truth) truth   { return min(a, b) }
func either(a, b truth) truth { return max(a, b) }
func opposite(a truth) truth  { return yes - a }

func holds(sign string, order int) bool {
	switch sign {
	case "=":
		return order == 0
	case ">":
		return order > 0
	case "<":
		return order < 0
	case ">=":
		return order >= 0
	case "<=":
		return order <= 0
	default:
		return order != 0
	}
}

type column struct {
	name string
	kind columnType
}

// argument turns a token into a value that the column can be compared with.
func (c column) argument(t token) (any, error) {
	switch {
	case c.kind == booleanColumn && t.kind == wordToken:
		if b, err := strconv.ParseBool(strings.ToLower(t.text)); err == nil {
			return truthOf(b), nil
		}
	case (c.kind == integerColumn || c.kind == timeColumn) && t.kind == integerToken:
		return strconv.ParseInt(t.text, 10, 64)
	case c.kind == timeColumn && t.kind == stringToken:
		return parseMoment(t.text)
	case (c.kind == textColumn || c.kind == jsonColumn) && t.kind == stringToken:
		return t.text, nil
	}
	return nil, fmt.Errorf("%s cannot be compared with %s", c.name, t)
}

// compare orders the value of a row and an argument. A missing value has no order.
func (c column) compare(row Object, argument any) (int, bool) {
	switch a := argument.(type) {
	case int64:
		n, ok := row[c.name].(int64)
		return cmp.Compare(n, a), ok
	case truth:
		b, ok := row[c.name].(bool)
		return cmp.Compare(truthOf(b), a), ok
	case string:
		text, ok := c.text(row)
		return cmp.Compare(text, a), ok
	}
	return 0, false
}

// text is the value of a row as LIKE and CONTAINS see it.
func (c column) text(row Object) (string, bool) {
	switch v := row[c.name].(type) {
	case nil:
		return "", false
	case string:
		return v, true
	case map[string]any, []any:
		raw, err := json.Marshal(v)
		return string(raw), err == nil
	default:
		return fmt.Sprint(v), true
	}
}

// like matches a pattern in which % is any text and _ any character.
func like(text, pattern string) bool {
	t := []rune(text)
	// reach[i] says whether the pattern so far matches the first i characters.
	reach := make([]bool, len(t)+1)
	reach[0] = true
	for _, r := range pattern {
		next := make([]bool, len(t)+1)
		for i := range next {
			switch {
			case r == '%':
				next[i] = reach[i] || i > 0 && next[i-1]
			case i > 0:
				next[i] = reach[i-1] && (r == '_' || r == t[i-1])
			}
		}
		reach = next
	}
	return reach[len(t)]
}

// parseMoment reads the forms of time that the vendor's examples have, as Unix seconds.
func parseMoment(text string) (int64, error) {
	for _, layout := range []string{
		"2006-01-02 15:04:05.999999999Z07", "2006-01-02 15:04:05Z07", time.RFC3339Nano, time.DateTime, time.DateOnly,
	} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Unix(), nil
		}
	}
	return 0, fmt.Errorf("%q is no time", text)
}
