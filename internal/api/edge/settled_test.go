package edge_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
)

// version is an app at a point of its life.
func version(name string, at int) string {
	return fmt.Sprintf(`{"uuid":%q,"name":%q,"update_time":%d}`, id, name, at)
}

// TestGet_afterAWrite: reads that lag behind a write of this client, or of an earlier run seconds ago, are asked again.
func TestGet_afterAWrite(t *testing.T) {
	t.Parallel()
	const createApp, updateAccess = "POST /api/v1/apps", "PATCH /api/v1/access/" + escaped
	gone := reply{status: 404, body: `{"message":"no such thing"}`}
	created := func(ctx context.Context, c *edge.Client) error {
		return failure(c.Apps.Create(ctx, edge.App{Name: "git"}))
	}
	earlier := func(ago time.Duration, version api.Time) func(context.Context, *edge.Client) error {
		return func(_ context.Context, c *edge.Client) error {
			c.Apps.Wrote(id, edge.Written{At: time.Now().Add(-ago), Version: version})
			return nil
		}
	}
	getApp := func(ctx context.Context, c *edge.Client) (string, error) {
		found, err := c.Apps.Get(ctx, id)
		return found.Name, err
	}
	readsApp := func(ctx context.Context, c *edge.Client) (string, error) {
		found, err := c.Apps.Read(ctx, id, func(a edge.App) bool { return a.Name == "git" })
		return found.Name, err
	}
	for name, c := range map[string]struct {
		write func(context.Context, *edge.Client) error
		read  func(context.Context, *edge.Client) (string, error)
		app   []reply
		list  []reply
		want  string // "": the object is gone
		calls int    // of reads and lists
	}{
		"404 after a create":                   {created, getApp, []reply{gone, gone, {body: version("git", 5)}}, nil, "git", 3},
		"404 for good":                         {created, getApp, []reply{gone}, []reply{{body: `{}`}}, "", 6},
		"an older version":                     {created, getApp, []reply{{body: version("old", 4)}, {body: version("git", 5)}}, nil, "git", 2},
		"a newer version":                      {created, getApp, []reply{{body: version("new", 6)}}, nil, "new", 1},
		"404 after an earlier run":             {earlier(3*time.Second, 5), readsApp, []reply{gone, {body: version("git", 5)}}, nil, "git", 2},
		"404 after an earlier run on a clock":  {earlier(-3*time.Second, 5), readsApp, []reply{gone, {body: version("git", 5)}}, nil, "git", 2},
		"an older version than state":          {earlier(3*time.Second, 5), readsApp, []reply{{body: version("old", 4)}, {body: version("git", 5)}}, nil, "git", 2},
		"drift after an earlier run":           {earlier(3*time.Second, 5), readsApp, []reply{{body: version("new", 6)}}, nil, "new", 1},
		"drift, and no version":                {earlier(3*time.Second, 0), readsApp, []reply{{body: version("new", 6)}}, nil, "new", 5},
		"an older state, and no version":       {earlier(3*time.Second, 0), readsApp, []reply{{body: version("old", 0)}, {body: version("git", 0)}}, nil, "git", 2},
		"404 a minute after an earlier run":    {earlier(time.Minute, 5), readsApp, []reply{gone}, []reply{{body: `{}`}}, "", 2},
		"status DELETED seconds after a write": {created, getApp, []reply{{body: `{"uuid":"` + id + `","status":4}`}}, nil, "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, map[string][]reply{
				createApp: {{body: version("git", 5)}}, updateAccess: {{body: object}}, readApp: c.app, listApp: c.list,
			})
			client := s.client()
			if err := c.write(t.Context(), client); err != nil {
				t.Fatal(err)
			}
			before := len(s.calls())
			got, err := c.read(t.Context(), client)
			if got != c.want || (err == nil) != (c.want != "") || err != nil && !api.IsNotFound(err) {
				t.Errorf("found %q, %v, want %q", got, err, c.want)
			}
			if calls := s.calls()[before:]; len(calls) != c.calls {
				t.Errorf("the requests were %q, want %d", calls, c.calls)
			}
		})
	}
}

// TestRead_listOfAKindLags: the list is the only read of a token, and lags behind the create.
func TestRead_listOfAKindLags(t *testing.T) {
	t.Parallel()
	for name, batching := range map[string]bool{"batched": true, "not batched": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			token := func(name string) string { return `{"tokens":[` + version(name, 5) + `]}` }
			s := start(t, map[string][]reply{
				"POST /api/v1/tokens": {{body: version("t", 5)}},
				"GET /api/v1/tokens":  {{body: `{"tokens":[{"uuid":"other"}]}`}, {body: `{"tokens":[{"uuid":"other"}]}`}, {body: `{"tokens":[` + version("old", 4) + `]}`}, {body: token("t")}},
			})
			c := s.client(func(c *edge.Config) { c.ReadBatching = batching })
			if _, err := c.Tokens.Create(t.Context(), edge.NewToken{Name: "t"}); err != nil {
				t.Fatal(err)
			}
			found, err := c.Tokens.Read(t.Context(), id, func(token edge.Token) bool { return token.Name == "t" })
			if err != nil || found.Name != "t" {
				t.Errorf("found %+v, %v", found, err)
			}
		})
	}
}

// TestGet_afterAWriteEndsWithItsContext: whoever gives up waiting is not told that the object is gone.
func TestGet_afterAWriteEndsWithItsContext(t *testing.T) {
	t.Parallel()
	s := start(t, map[string][]reply{"POST /api/v1/apps": {{body: version("git", 5)}}, listApp: {{}}})
	c := s.client(func(c *edge.Config) { c.HTTP.RetryWait = time.Hour })
	if _, err := c.Apps.Create(t.Context(), edge.App{Name: "git"}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := c.Apps.Get(ctx, id); !errors.Is(err, context.DeadlineExceeded) || api.IsNotFound(err) {
		t.Errorf("the error is %v", err)
	}
}

// TestUpdate_withoutABody: an update that is answered by nothing was carried out. What a read then shows is its result.
func TestUpdate_withoutABody(t *testing.T) {
	t.Parallel()
	const update, updateToken, tokens = "PATCH /api/v1/access/" + escaped, "PATCH /api/v1/tokens/" + escaped, "GET /api/v1/tokens"
	access := func(description string) reply {
		return reply{body: `{"uuid":"` + id + `","description":"` + description + `","user_list":["b","a"]}`}
	}
	change := edge.Access{Description: "new", UserList: []string{"a", "b"}}
	for name, c := range map[string]struct {
		status int
		reads  []reply
		want   string
		says   string
		calls  int
	}{
		"204":                      {204, []reply{access("new")}, "new", "", 2},
		"200":                      {200, []reply{access("new")}, "new", "", 2},
		"reads lag":                {204, []reply{access("old"), {status: 404}, access("new")}, "new", "", 4},
		"it was not carried out":   {204, []reply{access("old")}, "old", "", 6},
		"the read fails":           {204, []reply{{status: 403}}, "", "status 403", 2},
		"somebody else deletes it": {204, []reply{{body: `{"uuid":"` + id + `","status":4}`}}, "", "not found", 6},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, map[string][]reply{update: {{status: c.status, body: "-"}}, readAccess: c.reads})
			got, err := s.client().Accesses.Update(t.Context(), id, change, nil)
			if got.Description != c.want || (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("%+v, %v, want %q", got, err, c.want)
			}
			if calls := s.calls(); len(calls) != c.calls {
				t.Errorf("the requests were %q, want %d", calls, c.calls)
			}
		})
	}
	nothing := reply{status: 204, body: "-"}
	s := start(t, map[string][]reply{
		update: {nothing}, readAccess: {{body: object}, {status: 404}}, listAccess: {{body: `{"accesses":[{"uuid":"other"}]}`}},
		updateToken: {nothing}, tokens: {{body: `{"tokens":[` + object + `]}`}, {body: `{"tokens":[{"uuid":"` + id + `","status":3}]}`}},
	})
	if err := s.client().Accesses.Delete(t.Context(), id); err != nil {
		t.Errorf("deleting: %v", err)
	}
	if err := s.client().Tokens.Revoke(t.Context(), id); err != nil {
		t.Errorf("revoking: %v", err)
	}
}

// TestCreate_looksWithItsOwnAppAndUser: the documented use of the filters of rules, where a rule has what they take.
func TestCreate_looksWithItsOwnAppAndUser(t *testing.T) {
	t.Parallel()
	for filters, rule := range map[string]edge.Access{
		"?appid=git&userid=jo": {AppList: []string{"app:x", "git"}, UserList: []string{"jo"}},
		"?appid=&userid=":      {AppList: []string{"git"}, UserList: []string{"group:eng"}},
	} {
		s := start(t, map[string][]reply{"POST /api/v1/accesses": {{status: 502}, {body: object}}, listAccess: {{body: `{"accesses":[{"uuid":"other","create_time":1000}]}`}}})
		if _, err := s.client().Accesses.Create(t.Context(), rule); err != nil {
			t.Error(err)
		}
		wantCalls(t, s, "POST /api/v1/accesses", listAccess+filters, "POST /api/v1/accesses")
	}
}

// TestCreate_withoutABody: what was made is found in the list and taken, not made again.
func TestCreate_withoutABody(t *testing.T) {
	t.Parallel()
	made := fmt.Sprintf(`{"uuid":%q,"name":"git","create_time":%d}`, id, time.Now().Add(500*time.Millisecond).UnixMilli())
	s := start(t, map[string][]reply{"POST /api/v1/apps": {{status: 204, body: "-"}}, listApp: {{body: `{"apps":[` + made + `]}`}}, readApp: {{body: made}}})
	created, err := s.client().Apps.Create(t.Context(), edge.App{Name: "git"})
	if err != nil || created.UUID != id {
		t.Errorf("created %+v, %v", created, err)
	}
	wantCalls(t, s, "POST /api/v1/apps", listApp, readApp)
}
