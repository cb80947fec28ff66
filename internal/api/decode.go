package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"reflect"
	"strings"
)

// decode reads the body of a 2xx answer.
func decode(resp *http.Response, body []byte, out any) error {
	trimmed := bytes.TrimSpace(withoutBOM(body))
	// A login page that a proxy answers with 200 must not pass for a deletion that was done.
	if isHTML(resp.Header.Get("Content-Type"), trimmed) {
		return errHTML
	}
	if out == nil {
		return nil
	}
	if len(trimmed) == 0 {
		return errNoBody
	}
	// Package json takes null for a struct without fields, which would be an object, or a list, that is empty.
	if string(trimmed) == "null" && reflect.TypeOf(out).Elem().Kind() == reflect.Struct {
		return errNull
	}
	if err := Unmarshal(trimmed, out); err != nil {
		return &decodeError{size: len(body), err: err}
	}
	return nil
}

func isHTML(contentType string, trimmed []byte) bool {
	media, _, _ := mime.ParseMediaType(contentType)
	return (media == "text/html" || media == "application/xhtml+xml") && bytes.HasPrefix(trimmed, []byte("<"))
}

// mayHoldSecret reports whether a 2xx body may hold a token that was created just now, which no redactor knows: JSON, or
// a single long word.
func mayHoldSecret(body []byte) bool {
	const longWord = 16
	trimmed := bytes.TrimSpace(withoutBOM(body))
	if len(trimmed) == 0 {
		return false
	}
	switch trimmed[0] {
	case '{', '[', '"':
		return true
	case '<':
		return false
	default:
		return len(trimmed) > longWord && !bytes.ContainsAny(trimmed, " \t\r\n")
	}
}

// withoutBOM drops the mark that some servers put before their UTF-8, and that JSON does not allow.
func withoutBOM(body []byte) []byte { return bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")) }

// decodeError says in the words of the contract, not of Go, what is wrong with an answer.
type decodeError struct {
	size int
	err  error
}

func (e *decodeError) Unwrap() error { return e.err }

func (e *decodeError) Error() string {
	mismatch, ok := errors.AsType[*json.UnmarshalTypeError](e.err)
	if !ok {
		return fmt.Sprintf("the answer of %d bytes is not the JSON that was expected: %v", e.size, e.err)
	}
	where := "the answer"
	if mismatch.Field != "" {
		where = fmt.Sprintf("field %q of the answer", mismatch.Field)
	}
	return fmt.Sprintf("%s (%d bytes) is %s where %s was expected", where, e.size, withArticle(mismatch.Value), jsonKind(mismatch.Type))
}

// withArticle makes words of what package json calls a value; our own types give words already.
func withArticle(value string) string {
	if strings.HasPrefix(value, "number ") {
		return "the " + value
	}
	switch value {
	case "string", "number":
		return "a " + value
	case "object":
		return "an object"
	case "array":
		return "a list"
	case "bool":
		return "true or false"
	default:
		return value
	}
}

func jsonKind(t reflect.Type) string {
	if t == nil {
		return "something else"
	}
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.String:
		return "a string"
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.Struct, reflect.Map:
		return "an object"
	case reflect.Float32, reflect.Float64:
		return "a number"
	default:
		return "a whole number"
	}
}
