package edge_test

import (
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
)

// TestGet_byListOnly: what can be read by its list alone is gone when a good list lacks it. An empty list, which {} is as
// well, is asked for again before.
func TestGet_byListOnly(t *testing.T) {
	t.Parallel()
	lists(t, "GET /api/v1/tokens", "tokens", func(c *edge.Client) *edge.Objects[edge.Token] { return c.Tokens.Objects })
	lists(t, "GET /api/v1/data_export_configs", "data_export_configs", func(c *edge.Client) *edge.Objects[edge.DataExport] { return c.DataExports.Objects })
}

func lists[T edge.Object](t *testing.T, list, field string, of func(*edge.Client) *edge.Objects[T]) {
	t.Helper()
	has, lacks := reply{body: `{"` + field + `":[{"uuid":"other"},` + object + `]}`}, reply{body: `{"` + field + `":[{"uuid":"other"}]}`}
	for name, c := range map[string]struct {
		replies  []reply
		found    bool
		notFound bool
		says     string
		calls    int
	}{
		"there":                  {replies: []reply{has}, found: true, calls: 1},
		"not in the list":        {replies: []reply{lacks}, notFound: true, says: "the list does not hold the object", calls: 1},
		"empty, then there":      {replies: []reply{{body: `{}`}, has}, found: true, calls: 2},
		"null, then there":       {replies: []reply{{body: `{"` + field + `":null}`}, has}, found: true, calls: 2},
		"empty, then without it": {replies: []reply{{body: `{}`}, lacks}, notFound: true, says: "the list does not hold the object", calls: 2},
		"empty twice":            {replies: []reply{{body: `{}`}}, notFound: true, says: "no object at all, also when it is asked for again", calls: 2},
		"empty, then an error":   {replies: []reply{{body: `{}`}, {status: 403}}, says: "status 403", calls: 2},
		"empty, then not there":  {replies: []reply{{body: `{}`}, {status: 404}}, says: "the only way to read one, is answered by not found", calls: 2},
		"null":                   {replies: []reply{{body: `null`}}, says: "the answer is null where an object was expected", calls: 1},
		"another field":          {replies: []reply{{body: `{"error":"try later"}`}}, says: `the field "` + field + `" is missing`, calls: 1},
		"no objects":             {replies: []reply{{body: `{"` + field + `":["a"]}`}}, says: "a string where an object was expected", calls: 1},
		"no list":                {replies: []reply{{body: `[]`}}, says: "a list where an object was expected", calls: 1},
	} {
		t.Run(field+"/"+name, func(t *testing.T) {
			t.Parallel()
			s := start(t, map[string][]reply{list: c.replies})
			objects := of(s.client())
			found, err := objects.Get(t.Context(), id)
			if calls := s.calls(); len(calls) != c.calls {
				t.Errorf("the requests were %q, want %d", calls, c.calls)
			}
			if c.found {
				if err != nil || edge.ID(found) != id {
					t.Errorf("found %+v, %v", found, err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.says) || api.IsNotFound(err) != c.notFound {
				t.Errorf("the error is %v (not found: %t)", err, api.IsNotFound(err))
			}
		})
	}
}
