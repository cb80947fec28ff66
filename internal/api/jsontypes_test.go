package api_test

import (
	"encoding/json"
	"errors"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

func TestInt64(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int64{
		`0`: 0, `-0`: 0, `5`: 5, `-5`: -5, `null`: 0, `"5"`: 5, `"-5"`: -5, `"007"`: 7, `"0"`: 0,
		`5.0`: 5, `5.00`: 5, `1e3`: 1000, `1E3`: 1000, `1e+3`: 1000, `1.5e1`: 15, `1500e-2`: 15, `0.5e1`: 5, `0e99`: 0, `0.0`: 0, `"1e3"`: 1000, `"5.0"`: 5,
		`100e-2`: 1, `0.001e3`: 1, `-1.20e1`: -12,
		`9007199254740993`: 9007199254740993, `9223372036854775807`: 9223372036854775807, `-9223372036854775808`: -9223372036854775808,
		`"9223372036854775807"`: 9223372036854775807, `9223372036854775807.0`: 9223372036854775807, `9.223372036854775807e18`: 9223372036854775807,
		`0.00000000000000000000000000000000000000005e41`: 5,
	} {
		out := struct{ N api.Int64 }{N: 99}
		if err := json.Unmarshal([]byte(`{"n":`+text+`}`), &out); err != nil || int64(out.N) != want {
			t.Errorf("%s: got %d, %v", text, out.N, err)
		}
	}
	for text, says := range map[string]string{
		`5.5`: "5.5", `1e-1`: "1e-1", `0.1`: "0.1", `9223372036854775808`: "9223372036854775808", `-9223372036854775809`: "-9223372036854775809",
		`1e19`: "1e19", `1e999999999999`: "1e999999999999", `1e-999999999999`: "1e-9", `1e2147483647`: "1e2147483647", `1e-2147483648`: "1e-2147483648",
		`""`: `the string ""`, `" 5"`: `" 5"`, `"5 "`: `"5 "`, `"+5"`: `"+5"`, `"0x10"`: `"0x10"`, `"1_000"`: `"1_000"`, `"abc"`: `"abc"`, `"1e"`: `"1e"`,
		`"1."`: `"1."`, `".5"`: `".5"`, `"-"`: `"-"`, `"--5"`: `"--5"`, `"1e+-3"`: `"1e+-3"`, `"５"`: `"５"`, `"NaN"`: `"NaN"`, `"null"`: `"null"`,
		`true`: "true", `false`: "false", `{"a":1}`: "an object", `[1]`: "a list",
		`"a-key-that-landed-in-the-wrong-field"`: "a string of 36 bytes", strings.Repeat("9", 50): "999999999999999999999999...",
	} {
		var out struct {
			Data struct{ N api.Int64 } `json:"data"`
		}
		err := json.Unmarshal([]byte(`{"data":{"N":`+text+`}}`), &out)
		mismatch, ok := errors.AsType[*json.UnmarshalTypeError](err)
		if !ok {
			t.Errorf("%s: got %d, %v", text, out.Data.N, err)
			continue
		}
		contains(t, mismatch.Value, says)
		if mismatch.Field != "data.N" {
			t.Errorf("%s: field %q", text, mismatch.Field)
		}
	}
	out, err := json.Marshal(struct {
		N api.Int64 `json:"n"`
		Z api.Int64 `json:"z,omitzero"`
	}{N: 9007199254740993})
	if string(out) != `{"n":9007199254740993}` {
		t.Errorf("got %s, %v", out, err)
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`"abc"`: "abc", `""`: "", `null`: "", `"ä\u00e4\n"`: "ää\n", `5`: "5", `-5`: "-5", `9007199254740993`: "9007199254740993",
		`123456789012345678901234567890`: "123456789012345678901234567890", `5.0`: "5.0", `1e3`: "1e3", `"null"`: "null",
	} {
		out := struct{ T api.Text }{T: "before"}
		if err := json.Unmarshal([]byte(`{"t":`+text+`}`), &out); err != nil || string(out.T) != want {
			t.Errorf("%s: got %q, %v", text, out.T, err)
		}
	}
	for text, says := range map[string]string{`true`: "true", `{}`: "an object", `["a"]`: "a list"} {
		var out struct{ T api.Text }
		err := json.Unmarshal([]byte(`{"T":`+text+`}`), &out)
		mismatch, ok := errors.AsType[*json.UnmarshalTypeError](err)
		if !ok || mismatch.Value != says || mismatch.Field != "T" {
			t.Errorf("%s: got %v", text, err)
		}
	}
	if out, err := json.Marshal(api.Text("5")); string(out) != `"5"` {
		t.Errorf("got %s, %v", out, err)
	}
}

func FuzzInt64(f *testing.F) {
	for _, s := range []string{"0", "-1", "1e3", "5.0", `"7"`, "null", "true", "[]", "1e-400", `"1e"`, `"`, "", "9223372036854775808", "0.10e1"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n := api.Int64(99)
		if err := n.UnmarshalJSON(data); err != nil {
			_ = err.Error()
			return
		}
		text := strings.Trim(string(data), " \t\r\n")
		if text == "null" {
			if n != 0 {
				t.Errorf("null is %d", n)
			}
			return
		}
		if strings.HasPrefix(text, `"`) {
			var s string
			if err := json.Unmarshal([]byte(text), &s); err != nil {
				t.Fatalf("%s: accepted, though it is no JSON", text)
			}
			text = s
		}
		if at := strings.IndexAny(text, "eE"); at >= 0 {
			if exponent, err := strconv.Atoi(text[at+1:]); err != nil || exponent > 1000 || exponent < -1000 {
				return // too large for the comparison
			}
		}
		want, ok := new(big.Rat).SetString(text)
		if !ok || want.Cmp(new(big.Rat).SetInt64(int64(n))) != 0 {
			t.Errorf("%s became %d", data, n)
		}
	})
}

func FuzzText(f *testing.F) {
	for _, s := range []string{`"a"`, "1", "-1.5e3", "null", "true", "{}", "", `"\ud800"`, "01", "1 2", "\v0"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var text api.Text
		if err := text.UnmarshalJSON(data); err != nil {
			_ = err.Error()
			return
		}
		if !json.Valid(data) {
			t.Fatalf("%q: accepted, though it is no JSON", data)
		}
		again, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}
		var back api.Text
		if err := back.UnmarshalJSON(again); err != nil || back != text {
			t.Errorf("%q became %q, then %q: %v", data, text, back, err)
		}
	})
}
