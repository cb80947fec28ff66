package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"
)

// members returns the members of a JSON object, each in a form that is equal for equal values: lists are sorted, because the
// services return sets in any order.
func members(v any) (map[string]string, error) {
	var raw map[string]any
	if err := recode(v, &raw); err != nil {
		return nil, err
	}
	found := make(map[string]string, len(raw))
	for name, value := range raw {
		found[name] = canonical(value)
	}
	return found, nil
}

// recode turns a value into plain JSON values, with numbers as they are written.
func recode(v, into any) error {
	text, err := encode(v)
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return d.Decode(into)
}

// Plain returns a text in the spelling that all texts have which are the same to the services: these trim texts and write
// their line ends anew. A text in PEM says the same however its lines are wrapped, so that it loses all white space, and one in
// JSON however it is laid out, so that it is written compactly, with the members of objects sorted.
func Plain(text string) string {
	text = strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"))
	if strings.HasPrefix(text, "-----BEGIN ") {
		return strings.Join(strings.Fields(text), "")
	}
	if strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[") {
		return compact(text)
	}
	return text
}

// compact returns JSON without its layout, and any other text as it is.
func compact(text string) string {
	var value any
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	if d.Decode(&value) != nil {
		return text
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return text
	}
	written, err := encode(value)
	if err != nil {
		panic(err) // what was decoded from JSON can be encoded
	}
	return string(written)
}

func canonical(v any) string {
	switch v := v.(type) {
	case string:
		text, err := encode(Plain(v))
		if err != nil {
			panic(err) // as below
		}
		return string(text)
	case []any:
		elements := make([]string, len(v))
		for i, e := range v {
			elements[i] = canonical(e)
		}
		slices.Sort(elements)
		return "[" + strings.Join(elements, ",") + "]"
	case map[string]any:
		elements := make([]string, 0, len(v))
		for name, e := range v {
			elements = append(elements, canonical(name)+":"+canonical(e))
		}
		slices.Sort(elements)
		return "{" + strings.Join(elements, ",") + "}"
	}
	text, err := encode(v)
	if err != nil {
		panic(err) // what was decoded from JSON can be encoded
	}
	return string(text)
}

// resembles says whether an object has every field that was wanted, but those that no answer holds.
func resembles(object any, wanted map[string]string, neverAnswered []string) bool {
	has, err := members(object)
	if err != nil {
		return false
	}
	for name, value := range wanted {
		if !slices.Contains(neverAnswered, name) && has[name] != value {
			return false
		}
	}
	return true
}

// contradicts says whether an object has another value in a field that was wanted. A field that it lacks says nothing.
func contradicts(object any, wanted map[string]string, neverAnswered []string) bool {
	has, err := members(object)
	if err != nil {
		return true
	}
	for name, value := range wanted {
		if got, found := has[name]; found && got != value && !slices.Contains(neverAnswered, name) {
			return true
		}
	}
	return false
}

// Shows says whether an object has every field of a change, and none of those that it clears, but for fields that no answer
// tells about.
func Shows(object, change any, cleared []string, neverAnswered ...string) bool {
	wanted, err := members(change)
	has, unreadable := members(object)
	if err != nil || unreadable != nil {
		return false
	}
	for _, name := range cleared {
		if _, found := has[name]; found && !slices.Contains(neverAnswered, name) {
			return false
		}
	}
	return resembles(object, wanted, neverAnswered)
}

// canonicalObject joins what members returned to one text.
func canonicalObject(members map[string]string) string {
	elements := make([]string, 0, len(members))
	for name, value := range members {
		elements = append(elements, canonical(name)+":"+value)
	}
	slices.Sort(elements)
	return "{" + strings.Join(elements, ",") + "}"
}
