package acctest

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// demanding is a schema with an attribute of each kind that a CLI treats in its own way.
func demanding() *tfprotov6.SchemaBlock {
	nested := func(mode tfprotov6.SchemaObjectNestingMode) *tfprotov6.SchemaObject {
		return &tfprotov6.SchemaObject{Nesting: mode, Attributes: []*tfprotov6.SchemaAttribute{
			{Name: "text", Type: tftypes.String, Optional: true}, {Name: "given", Type: tftypes.String, Optional: true, Computed: true},
		}}
	}
	return &tfprotov6.SchemaBlock{Attributes: []*tfprotov6.SchemaAttribute{
		{Name: "name", Type: tftypes.String, Optional: true},
		{Name: "tags", Type: tftypes.Set{ElementType: tftypes.String}, Optional: true},
		{Name: "chosen", Type: tftypes.String, Optional: true, Computed: true},
		{Name: "id", Type: tftypes.String, Computed: true},
		{Name: "secret", Type: tftypes.String, Optional: true, WriteOnly: true},
		{Name: "one", NestedType: nested(tfprotov6.SchemaObjectNestingModeSingle), Optional: true},
		{Name: "list", NestedType: nested(tfprotov6.SchemaObjectNestingModeList), Optional: true},
		{Name: "set", NestedType: nested(tfprotov6.SchemaObjectNestingModeSet), Optional: true},
	}}
}

// valueOf takes JSON, "" for no object.
func valueOf(t *testing.T, text string) tftypes.Value {
	t.Helper()
	typ := demanding().ValueType()
	if text == "" {
		return convert(typ, nil)
	}
	return convert(typ, DecodeJSON(t, text))
}

// TestDemands_planned: what a CLI takes and what it refuses of a plan. One miss is wanted, at the path, or none.
func TestDemands_planned(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ prior, config, planned, misses string }{
		"as configured":            {``, `{"name":"a","tags":["a","b"]}`, `{"name":"a","tags":["b","a"],"id":"${unknown}"}`, ""},
		"another value":            {``, `{"name":"a"}`, `{"name":"b"}`, ".name"},
		"a value for none":         {``, `{}`, `{"name":"b"}`, ".name"},
		"a value that goes":        {`{"name":"a"}`, `{}`, `{"name":"a"}`, ".name"},
		"no value for one":         {``, `{"name":"a"}`, `{}`, ".name"},
		"the spelling before":      {`{"name":"A"}`, `{"name":"a"}`, `{"name":"A"}`, ""},
		"known for unknown":        {``, `{"name":"${unknown}"}`, `{"name":"a"}`, ".name"},
		"another set":              {``, `{"tags":["a","b"]}`, `{"tags":["a","c"]}`, ".tags"},
		"chosen":                   {``, `{}`, `{"chosen":"x","id":"i"}`, ""},
		"chosen, but configured":   {``, `{"chosen":"a"}`, `{"chosen":"x"}`, ".chosen"},
		"a secret":                 {``, `{"secret":"s"}`, `{}`, ""},
		"a secret, planned":        {``, `{"secret":"s"}`, `{"secret":"s"}`, ".secret"},
		"within an object":         {``, `{"one":{"text":"a"}}`, `{"one":{"text":"b"}}`, ".one.text"},
		"chosen within an object":  {``, `{"one":{"text":"a"}}`, `{"one":{"text":"a","given":"g"}}`, ""},
		"an object for none":       {``, `{}`, `{"one":{}}`, ".one"},
		"no object for one":        {``, `{"one":{}}`, `{}`, ".one"},
		"within a list":            {``, `{"list":[{"text":"a"},{"text":"b"}]}`, `{"list":[{"text":"a"},{"text":"c"}]}`, ".list[1].text"},
		"one too many":             {``, `{"list":[{"text":"a"}]}`, `{"list":[{"text":"a"},{"text":"c"}]}`, ".list"},
		"within a set":             {``, `{"set":[{"text":"a"}]}`, `{"set":[{"text":"b"}]}`, ".set[0].text"},
		"a set in any order":       {``, `{"set":[{"text":"a"},{"text":"b"}]}`, `{"set":[{"text":"b"},{"text":"a"}]}`, ""},
		"destroyed":                {`{"name":"a"}`, ``, ``, ""},
		"destroyed, and yet there": {`{"name":"a"}`, ``, `{"name":"a"}`, ""},
		"not to be created":        {``, `{"name":"a"}`, ``, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var missed demands
			missed.planned("", demanding().Attributes, valueOf(t, c.prior), valueOf(t, c.config), valueOf(t, c.planned))
			whole := (c.config == "") != (c.planned == "")
			missedAt(t, missed, c.misses, whole)
		})
	}
}

// TestDemands_applied: what a CLI takes and what it refuses of an object after an apply.
func TestDemands_applied(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ planned, is, misses string }{
		"as planned":           {`{"name":"a","tags":["a","b"],"id":"${unknown}"}`, `{"name":"a","tags":["b","a"],"id":"i"}`, ""},
		"nothing for unknown":  {`{"id":"${unknown}"}`, `{}`, ""},
		"still unknown":        {`{"id":"${unknown}"}`, `{"id":"${unknown}"}`, ".id"},
		"another value":        {`{"name":"a","id":"${unknown}"}`, `{"name":"b"}`, ".name"},
		"a value for none":     {`{"id":"${unknown}"}`, `{"name":"b"}`, ".name"},
		"no value for one":     {`{"name":"a","id":"${unknown}"}`, `{}`, ".name"},
		"another set":          {`{"tags":["a","b"],"id":"${unknown}"}`, `{"tags":["a"]}`, ".tags"},
		"within an object":     {`{"one":{"text":"a","given":"${unknown}"}}`, `{"one":{"text":"b","given":"g"}}`, ".one.text"},
		"known in an unknown":  {`{"one":"${unknown}"}`, `{"one":{"text":"b"}}`, ""},
		"unknown in unknown":   {`{"one":"${unknown}"}`, `{"one":{"text":"${unknown}"}}`, ".one"},
		"within a list":        {`{"list":[{"text":"a","given":"${unknown}"}]}`, `{"list":[{"text":"c"}]}`, ".list.0.text"},
		"one less":             {`{"list":[{"given":"${unknown}"}]}`, `{"list":[]}`, ".list"},
		"unknown in a set":     {`{"set":[{"text":"${unknown}"}]}`, `{"set":[{"text":"${unknown}"}]}`, ".set"},
		"an element of a set":  {`{"set":[{"text":"${unknown}"}]}`, `{"set":[{"text":"a"}]}`, ""},
		"not there":            {`{"name":"a"}`, ``, ""},
		"destroyed":            {``, ``, ""},
		"not destroyed at all": {``, `{"name":"a"}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var missed demands
			missed.applied("", valueOf(t, c.planned), valueOf(t, c.is))
			missedAt(t, missed, c.misses, (c.planned == "") != (c.is == ""))
		})
	}
}

func missedAt(t *testing.T, missed demands, path string, whole bool) {
	t.Helper()
	got := strings.Join(missed, "\n")
	if want := path != "" || whole; (len(missed) == 1) != want || len(missed) > 1 || want && !strings.HasPrefix(got, path+": ") {
		t.Errorf("missed are %q, want one at %q (%t)", got, path, want)
	}
}
