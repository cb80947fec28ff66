package api

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// jsonSpace is what JSON takes for space, which is less than Unicode does.
const jsonSpace = " \t\r\n"

// Int64 is a whole number that services send as a number (5, 5.0, 1e3) or as a string of digits ("5"). Null is 0.
// Anything else, also a number with a fraction or out of range, is a *json.UnmarshalTypeError, to which package json adds
// the name of the field. It is sent as a number.
type Int64 int64

// UnmarshalJSON reads a number, a string of digits, or null.
func (i *Int64) UnmarshalJSON(data []byte) error {
	if n, ok := plainNumber(data); ok {
		*i = Int64(n)
		return nil
	}
	text := strings.Trim(string(data), jsonSpace)
	if text == "null" {
		*i = 0
		return nil
	}
	number := text
	if strings.HasPrefix(text, `"`) {
		var s string
		if err := json.Unmarshal([]byte(text), &s); err != nil {
			return err
		}
		number = s
	}
	n, ok := wholeNumber(number)
	if !ok {
		return &json.UnmarshalTypeError{Value: seen(text), Type: reflect.TypeFor[Int64]()}
	}
	*i = Int64(n)
	return nil
}

// plainNumber reads what nearly all numbers are, without allocating: lists hold hundreds of thousands of them.
func plainNumber(data []byte) (n int64, ok bool) {
	const surelyFits = 18
	if len(data) == 0 || len(data) > surelyFits || data[0] == '0' && len(data) > 1 {
		return 0, false
	}
	for _, digit := range data {
		if digit < '0' || digit > '9' {
			return 0, false
		}
		n = n*10 + int64(digit-'0')
	}
	return n, true
}

// wholeNumber reads the grammar of a JSON number without going through a float, which would round large ones.
func wholeNumber(s string) (int64, bool) {
	digits, negative := strings.CutPrefix(s, "-")
	mantissa, exponent := digits, int64(0)
	if at := strings.IndexAny(digits, "eE"); at >= 0 {
		var err error
		mantissa = digits[:at]
		if exponent, err = strconv.ParseInt(digits[at+1:], 10, 32); err != nil {
			return 0, false
		}
	}
	whole, fraction, hasPoint := strings.Cut(mantissa, ".")
	if !allDigits(whole) || hasPoint && !allDigits(fraction) {
		return 0, false
	}
	point := int64(len(whole)) + exponent
	significant := strings.TrimRight(whole+fraction, "0")
	leading := len(significant)
	significant = strings.TrimLeft(significant, "0")
	point -= int64(leading - len(significant))
	switch {
	case significant == "":
		return 0, true
	case point < int64(len(significant)), point > 19: // a fraction; more digits than an int64 has
		return 0, false
	}
	significant += strings.Repeat("0", int(point)-len(significant))
	if negative {
		significant = "-" + significant
	}
	n, err := strconv.ParseInt(significant, 10, 64)
	return n, err == nil
}

func allDigits(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

// Text is a string that services also send as a number, whose digits are kept as they are. Null is "". Anything else is
// a *json.UnmarshalTypeError. It is sent as a string.
type Text string

// UnmarshalJSON reads a string, a number, or null.
func (t *Text) UnmarshalJSON(data []byte) error {
	text := strings.Trim(string(data), jsonSpace)
	switch {
	case text == "null":
		*t = ""
	case strings.HasPrefix(text, `"`):
		var s string
		if err := json.Unmarshal([]byte(text), &s); err != nil {
			return err
		}
		*t = Text(s)
	case text != "" && (text[0] == '-' || text[0] >= '0' && text[0] <= '9') && json.Valid([]byte(text)):
		*t = Text(text)
	default:
		return &json.UnmarshalTypeError{Value: seen(text), Type: reflect.TypeFor[Text]()}
	}
	return nil
}

// seen describes a JSON value for an error. A long string is not shown: it might be a key that landed in the wrong field.
func seen(text string) string {
	const shown = 24
	switch {
	case text == "":
		return "nothing"
	case text[0] == '{':
		return "an object"
	case text[0] == '[':
		return "a list"
	case text[0] == '"' && len(text) > shown:
		return fmt.Sprintf("a string of %d bytes", len(text)-2)
	case text[0] == '"':
		return "the string " + text
	case len(text) > shown:
		return "the number " + text[:shown] + "..."
	default:
		return text
	}
}
