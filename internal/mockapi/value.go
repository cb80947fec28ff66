package mockapi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Object is a JSON object as the services keep it. Whole numbers are int64, other numbers float64, lists []any and
// nested objects map[string]any.
type Object = map[string]any

// decodeJSON reads exactly one JSON value, with whole numbers as int64.
func decodeJSON(raw []byte) (any, error) {
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return nil, err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("text after the JSON value")
	}
	return exact(v), nil
}

// exact turns the numbers of a decoded value into int64 or float64, in place.
func exact(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n
		}
		f, _ := v.Float64()
		return f
	case map[string]any:
		for k, e := range v {
			v[k] = exact(e)
		}
	case []any:
		for i, e := range v {
			v[i] = exact(e)
		}
	}
	return v
}

// normal turns what a test wrote (ints, []string, structs) into the value that JSON would carry.
func normal(o Object) (Object, error) {
	raw, err := json.Marshal(o)
	if err != nil {
		return nil, fmt.Errorf("encoding an object: %w", err)
	}
	v, err := decodeJSON(raw)
	if err != nil {
		return nil, fmt.Errorf("decoding an object: %w", err)
	}
	if v == nil {
		return Object{}, nil
	}
	return v.(Object), nil
}

// clone copies a value to its leaves.
func clone[T any](v T) T {
	c, _ := cloneAny(v).(T)
	return c
}

func cloneAny(v any) any {
	switch v := v.(type) {
	case map[string]any:
		if v == nil {
			return v
		}
		c := make(map[string]any, len(v))
		for k, e := range v {
			c[k] = cloneAny(e)
		}
		return c
	case []any:
		c := make([]any, len(v))
		for i, e := range v {
			c[i] = cloneAny(e)
		}
		return c
	default:
		return v
	}
}

// isZero says whether encoders that leave zero values out would leave this one out.
func isZero(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case bool:
		return !v
	case string:
		return v == ""
	case int64:
		return v == 0
	case float64:
		return v == 0
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

func str(o Object, key string) string { s, _ := o[key].(string); return s }

func integer(o Object, key string) int64 { n, _ := o[key].(int64); return n }

func boolean(o Object, key string) bool { b, _ := o[key].(bool); return b }

func list(o Object, key string) []any { l, _ := o[key].([]any); return l }

func object(o Object, key string) Object { m, _ := o[key].(Object); return m }

// setDefault gives a key that is absent, or has its zero value, the value that the server would.
func setDefault(o Object, key string, value any) {
	if isZero(o[key]) {
		o[key] = value
	}
}

// contains says whether text occurs in list.
func contains(list []any, text string) bool { return slices.Contains(list, any(text)) }
