package apptegolog

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestParseMoment(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int64{
		"0": 0, "1700000000": 1700000000, "2023-11-14T22:13:20Z": 1700000000, "2023-11-14T23:13:20+01:00": 1700000000, "2023-11-14T22:13:20.9Z": 1700000000,
	} {
		if got, err := parseMoment(text); err != nil || got != want {
			t.Errorf("parseMoment(%q) = %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "-1", "1700000000000", "99999999999999999999", "2023-11-14", "2023-11-14 22:13:20", "now", "1.7e9", " 1"} {
		if got, err := parseMoment(text); err == nil {
			t.Errorf("parseMoment(%q) = %d, want an error", text, got)
		}
	}
}

func TestNormalized(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]types.String{
		``:     types.StringNull(),
		`null`: types.StringNull(),
		`"{\"version\": \"production\", \"name\": \"<Root>\"}"`:         types.StringValue(`{"name":"<Root>","version":"production"}`),
		`{ "os_version": "14", "model": "Pixel 8", "n": 1.0, "b": 1e3}`: types.StringValue(`{"b":1e3,"model":"Pixel 8","n":1.0,"os_version":"14"}`),
		`"no json: {"`:           types.StringValue("no json: {"),
		`"{} {}"`:                types.StringValue("{} {}"),
		`""`:                     types.StringValue(""),
		`"12345678901234567890"`: types.StringValue("12345678901234567890"),
	} {
		if got := normalized(json.RawMessage(raw)); !got.Equal(want) {
			t.Errorf("normalized(%s) = %s, want %s", raw, got, want)
		}
	}
}

func TestCollect(t *testing.T) {
	t.Parallel()
	three := func(yield func(int, error) bool) {
		for i := range 3 {
			if !yield(i, nil) {
				return
			}
		}
	}
	for limit, want := range map[int]struct {
		rows      int
		truncated bool
	}{1: {1, true}, 2: {2, true}, 3: {3, false}, 4: {3, false}} {
		rows, truncated, err := collect(three, limit, func(i int) int { return i })
		if err != nil || len(rows) != want.rows || truncated != want.truncated {
			t.Errorf("limit %d: %v, %t, %v", limit, rows, truncated, err)
		}
	}
	failing := func(yield func(int, error) bool) { _ = yield(1, nil) && yield(0, errors.New("page two")) }
	if rows, _, err := collect(failing, 10, func(i int) int { return i }); err == nil || rows != nil {
		t.Errorf("a failure on page two gives %v, %v", rows, err)
	}
}
