package api_test

import (
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

type part struct {
	Name string   `json:"name"`
	Tags []string `json:"tags"`
}

type whole struct {
	part
	Key    api.Secret           `json:"key"`
	Flag   bool                 `json:"flag"`
	Number api.Int64            `json:"number,omitempty"`
	Parts  []part               `json:"parts"`
	Steps  []part               `json:"steps" order:"kept"`
	Filter *part                `json:"filter"`
	Labels map[string]string    `json:"labels"`
	Times  map[string]api.Int64 `json:"times"`
	Clock  api.Int64            `json:"clock" changes:"alone"`
}

// TestDifference: everything a provider could use must be equal, and nothing but order and the spelling of zero is forgiven.
func TestDifference(t *testing.T) {
	t.Parallel()
	base := func() whole {
		return whole{
			part: part{Name: "n", Tags: []string{"a", "b", "b"}}, Key: "****1234", Flag: true, Number: 5,
			Parts: []part{{Name: "1", Tags: []string{"x", "y"}}, {Name: "2"}}, Steps: []part{{Name: "1"}, {Name: "2", Tags: []string{"x", "y"}}},
			Filter: &part{Name: "f"}, Labels: map[string]string{"a": "1", "b": ""}, Times: map[string]api.Int64{"1": 2},
		}
	}
	for name, c := range map[string]struct {
		change func(*whole)
		want   string
	}{
		"nothing":                   {func(*whole) {}, ""},
		"what changes by itself":    {func(w *whole) { w.Clock = 7 }, ""},
		"order of texts":            {func(w *whole) { w.Tags = []string{"b", "a", "b"} }, ""},
		"order of objects":          {func(w *whole) { w.Parts[0], w.Parts[1] = w.Parts[1], w.Parts[0] }, ""},
		"order inside":              {func(w *whole) { w.Parts[0].Tags = []string{"y", "x"} }, ""},
		"order inside an ordered":   {func(w *whole) { w.Steps[1].Tags = []string{"y", "x"} }, ""},
		"order that matters":        {func(w *whole) { w.Steps[0], w.Steps[1] = w.Steps[1], w.Steps[0] }, "steps"},
		"a text":                    {func(w *whole) { w.Key = "****5678" }, "key"},
		"a flag":                    {func(w *whole) { w.Flag = false }, "flag"},
		"a number":                  {func(w *whole) { w.Number = 0 }, "number"},
		"how often":                 {func(w *whole) { w.Tags = []string{"a", "a", "b"} }, "part"},
		"a text inside":             {func(w *whole) { w.Parts[1].Name = "3" }, "parts"},
		"a text in the middle":      {func(w *whole) { w.Parts[0].Tags = nil }, "parts"},
		"one less":                  {func(w *whole) { w.Parts = w.Parts[:1] }, "parts"},
		"no pointer":                {func(w *whole) { w.Filter = nil }, "filter"},
		"behind a pointer":          {func(w *whole) { w.Filter = &part{Name: "g"} }, "filter"},
		"a value of a map":          {func(w *whole) { w.Labels["a"] = "2" }, "labels"},
		"a key of a map":            {func(w *whole) { delete(w.Labels, "b"); w.Labels["c"] = "" }, "labels"},
		"a number of a map":         {func(w *whole) { w.Times["1"] = 3 }, "times"},
		"another key with a number": {func(w *whole) { w.Times = map[string]api.Int64{"2": 2} }, "times"},
	} {
		changed := base()
		c.change(&changed)
		got, back := api.Difference(base(), changed), api.Difference(changed, base())
		if got != back {
			t.Errorf("%s: %q one way, %q the other", name, got, back)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	zeros := whole{part: part{Tags: []string{}}, Parts: []part{}, Filter: &part{Tags: []string{}}, Labels: map[string]string{}}
	if got := api.Difference(whole{}, zeros); got != "" {
		t.Errorf("absent and zero differ in %q", got)
	}
}
