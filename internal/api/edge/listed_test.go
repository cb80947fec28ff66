package edge_test

import (
	"context"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
)

// TestGet_byListOnly: what can be read by its list alone is gone when a good list lacks it. An empty list, which {} is as
// well, is asked for again before.
func TestGet_byListOnly(t *testing.T) {
	t.Parallel()
	for _, noun := range []struct {
		list, field string
		get         func(context.Context, *edge.Client) (string, error)
	}{
		{"GET /api/v1/tokens", "tokens", func(ctx context.Context, c *edge.Client) (string, error) {
			found, err := c.GetToken(ctx, id)
			return found.UUID, err
		}},
		{"GET /api/v1/data_export_configs", "data_export_configs", func(ctx context.Context, c *edge.Client) (string, error) {
			found, err := c.GetDataExport(ctx, id)
			return found.UUID, err
		}},
	} {
		has, lacks := reply{body: `{"` + noun.field + `":[{"uuid":"other"},` + object + `]}`}, reply{body: `{"` + noun.field + `":[{"uuid":"other"}]}`}
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
			"null, then there":       {replies: []reply{{body: `{"` + noun.field + `":null}`}, has}, found: true, calls: 2},
			"empty, then without it": {replies: []reply{{body: `{}`}, lacks}, notFound: true, says: "the list does not hold the object", calls: 2},
			"empty twice":            {replies: []reply{{body: `{}`}}, notFound: true, says: "no object at all, also when it is asked for again", calls: 2},
			"empty, then an error":   {replies: []reply{{body: `{}`}, {status: 403}}, says: "status 403", calls: 2},
			"empty, then not there":  {replies: []reply{{body: `{}`}, {status: 404}}, says: "the only way to read one, is answered by not found", calls: 2},
			"null":                   {replies: []reply{{body: `null`}}, says: "the answer is null where an object was expected", calls: 1},
			"another field":          {replies: []reply{{body: `{"error":"try later"}`}}, says: `the field "` + noun.field + `" is missing`, calls: 1},
			"no objects":             {replies: []reply{{body: `{"` + noun.field + `":["a"]}`}}, says: "a string where an object was expected", calls: 1},
			"no list":                {replies: []reply{{body: `[]`}}, says: "a list where an object was expected", calls: 1},
		} {
			t.Run(noun.field+"/"+name, func(t *testing.T) {
				t.Parallel()
				s := start(t, map[string][]reply{noun.list: c.replies})
				uuid, err := noun.get(t.Context(), s.client())
				if calls := s.calls(); len(calls) != c.calls {
					t.Errorf("the requests were %q, want %d", calls, c.calls)
				}
				if c.found {
					if err != nil || uuid != id {
						t.Errorf("found %q, %v", uuid, err)
					}
					return
				}
				if err == nil || !strings.Contains(err.Error(), c.says) || api.IsNotFound(err) != c.notFound {
					t.Errorf("the error is %v (not found: %t)", err, api.IsNotFound(err))
				}
			})
		}
	}
}
