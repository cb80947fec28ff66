package api_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

type exactInner struct {
	Key  string   `json:"key"`
	List []string `json:"list"`
}

type exactOuter struct {
	Name     string               `json:"name"`
	Count    api.Int64            `json:"count"`
	Pointer  *string              `json:"pointer"`
	Inner    exactInner           `json:"inner"`
	Inners   []exactInner         `json:"inners"`
	Texts    []api.Text           `json:"texts"`
	Map      map[string]api.Int64 `json:"map"`
	Any      any                  `json:"any"`
	Anything []any                `json:"anything"`
	Raw      json.RawMessage      `json:"raw"`
	Raws     []json.RawMessage    `json:"raws"`
	Pointers []*string            `json:"pointers"`
	exactEmbedded
}

type exactEmbedded struct {
	Deep string `json:"deep"`
	Name string `json:"name"` // hidden by the outer one
}

// TestUnmarshal_exact: what package json reads although it says something else, or says it twice.
func TestUnmarshal_exact(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]struct {
		value exactOuter
		err   string
	}{
		`{"Name":"no"}`:                                 {},
		`{"name":"yes","NAME":"no"}`:                    {value: exactOuter{Name: "yes"}},
		`{"NAME":null,"name":"yes"}`:                    {value: exactOuter{Name: "yes"}},
		`{"name":"yes","na\u004de":"no"}`:               {value: exactOuter{Name: "yes"}},
		`{"na\u006de":"yes"}`:                           {value: exactOuter{Name: "yes"}},
		`{"ſomething":1,"inner":{"ſey":"","Key":"no"}}`: {},
		`{"inner":{"\u212aey":"no","key":"yes"}}`:       {value: exactOuter{Inner: exactInner{Key: "yes"}}}, // the sign for kelvin, which folds to k
		`{"inners":[{"key":"a"},{"KEY":"b"}]}`:          {value: exactOuter{Inners: []exactInner{{Key: "a"}, {}}}},
		`{"deep":"yes","Deep":"no"}`:                    {value: exactOuter{exactEmbedded: exactEmbedded{Deep: "yes"}}},
		`{"name":"a","name":"b"}`:                       {err: `two values for the field "name"`},
		`{"name":"a","x":{"name":"b"}}`:                 {value: exactOuter{Name: "a"}},
		`{"inner":{"key":"a","\u006bey":"a"}}`:          {err: `two values for the field "inner.key"`},
		`{"inners":[{"key":"a","key":"b"}]}`:            {err: `two values for the field "inners.key"`},
		`{"map":{"s3cr3t":1,"s3cr3t":2}}`:               {err: `a name twice in the field "map"`},
		`{"map":{"a":1,"A":2}}`:                         {value: exactOuter{Map: map[string]api.Int64{"a": 1, "A": 2}}},
		`{"texts":["a",null]}`:                          {err: `null among the elements of the field "texts"`},
		`{"inner":{"list":[ null ]}}`:                   {err: `null among the elements of the field "inner.list"`},
		`{"inners":[null]}`:                             {err: `null among the elements of the field "inners"`},
		`{"map":{"a":null}}`:                            {err: `null among the elements of the field "map"`},
		`{"texts":null,"inner":null,"count":null}`:      {},
		`{"anything":[null],"raws":[null],"pointers":[null],"raw":null,"any":{"a":null,"a":[]}}`: {value: exactOuter{
			Anything: []any{nil}, Raws: []json.RawMessage{json.RawMessage("null")}, Pointers: []*string{nil}, Raw: json.RawMessage("null"), Any: map[string]any{"a": []any{}},
		}},
		`{"unknown":[{"a":"]}\""},null,1],"name":"yes","more":-1.5e3}`: {value: exactOuter{Name: "yes"}},
		" { \"name\" : \"yes\" , \"texts\" : [ \"a\" , 1 ] } ":         {value: exactOuter{Name: "yes", Texts: []api.Text{"a", "1"}}},
		`{"name":5}`:        {err: "cannot unmarshal number"},
		`{"inner":[]}`:      {err: "cannot unmarshal array"},
		`{"name":"yes"`:     {err: "unexpected end"},
		`{"Name":"x\`:       {err: "invalid character"},
		`{"name":"a"} {}`:   {err: "invalid character"},
		`{"name" "a"}`:      {err: "invalid character"},
		`{"texts":["a" 1]}`: {err: "invalid character"},
		`[`:                 {err: "unexpected end"},
		``:                  {err: "unexpected end"},
	} {
		data := []byte(body)
		var got exactOuter
		err := api.Unmarshal(data, &got)
		if string(data) != body {
			t.Errorf("%s was changed to %s", body, data)
		}
		switch {
		case want.err != "":
			if err == nil || !strings.Contains(err.Error(), want.err) || strings.Contains(err.Error(), "s3cr3t") {
				t.Errorf("%s: %v, want %q", body, err, want.err)
			}
		case err != nil || !reflect.DeepEqual(got, want.value):
			t.Errorf("%s: %+v, %v", body, got, err)
		}
	}
}

// FuzzUnmarshal: it reads whatever package json reads, or says why not, and where both read they agree on an object in
// which nothing is in doubt.
func FuzzUnmarshal(f *testing.F) {
	for _, body := range []string{`{"name":"a","inner":{"key":"b","list":["c"]},"inners":[{}],"map":{"a":1}}`, `{"x":[1,{"y":"\"}"}],"texts":[1]}`, `[null]`, `{"a\`, "null"} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		before := string(data)
		var exact, plain exactOuter
		err, plainErr := api.Unmarshal(data, &exact), json.Unmarshal([]byte(before), &plain)
		switch {
		case string(data) != before:
			t.Errorf("%q was changed to %q", before, data)
		case plainErr != nil && err == nil && json.Valid(data):
			return // what another letter case made unreadable
		case plainErr != nil && err == nil:
			t.Errorf("%q: read, but %v", before, plainErr)
		case err == nil && strings.ToLower(before) == before && !strings.Contains(before, `\`) && isASCII(before) && !reflect.DeepEqual(exact, plain):
			t.Errorf("%q: %+v, package json reads %+v", before, exact, plain)
		}
	})
}

func isASCII(s string) bool { return !strings.ContainsFunc(s, func(r rune) bool { return r > 127 }) }
