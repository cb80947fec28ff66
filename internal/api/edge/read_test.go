package edge_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	readApp = "GET /api/v1/apps/" + escaped
	listApp = "GET /api/v1/apps"
	listed  = `{"apps":[{"uuid":"other","status":2},` + object + `]}`
)

// TestGet_notFound: an object is gone only when that is certain. State is removed on the word of this.
func TestGet_notFound(t *testing.T) {
	t.Parallel()
	notFound := reply{status: 404, body: `{"message":"no such app"}`}
	for name, c := range map[string]struct {
		replies  map[string][]reply
		found    bool   // the object is returned
		notFound bool   // the error says that it is gone
		route    string // operation whose route the error doubts
		says     string
		calls    []string
	}{
		"there": {
			replies: map[string][]reply{readApp: {{body: object}}}, found: true, calls: []string{readApp},
		},
		"404, and the list lacks it": {
			replies:  map[string][]reply{readApp: {notFound}, listApp: {{body: `{"apps":[{"uuid":"other","status":2}]}`}}},
			notFound: true, says: "status 404 not found: no such app", calls: []string{readApp, listApp},
		},
		"404, and the list is empty": {
			replies:  map[string][]reply{readApp: {notFound}, listApp: {{body: `{}`}}},
			notFound: true, says: "no such app", calls: []string{readApp, listApp},
		},
		"404, and the list has it deleted": {
			replies:  map[string][]reply{readApp: {notFound}, listApp: {{body: `{"apps":[{"uuid":"` + id + `","status":4}]}`}}},
			notFound: true, says: "no such app", calls: []string{readApp, listApp},
		},
		"404, and the list has it": {
			replies: map[string][]reply{readApp: {notFound}, listApp: {{body: listed}}},
			route:   "getApp", says: "the list of such objects holds the object, but reading it by id is answered by not found",
			calls: []string{readApp, listApp, readApp},
		},
		"404 for a moment": {
			replies: map[string][]reply{readApp: {notFound, {body: object}}, listApp: {{body: listed}}},
			found:   true, calls: []string{readApp, listApp, readApp},
		},
		"404, then another failure": {
			replies: map[string][]reply{readApp: {notFound, {status: 403}}, listApp: {{body: listed}}},
			says:    "status 403", calls: []string{readApp, listApp, readApp},
		},
		"404, and the list fails": {
			replies: map[string][]reply{readApp: {notFound}, listApp: {{status: 500, body: `{"message":"oh"}`}}},
			says:    "the list of such objects, which should confirm it, failed (GET /api/v1/apps/{uuid}): Lacework Edge: GET /api/v1/apps: status 500",
			calls:   []string{readApp, listApp, listApp},
		},
		"404, and the list is not there": {
			replies: map[string][]reply{readApp: {notFound}},
			route:   "queryApps", says: "the list of such objects, which should confirm it, failed", calls: []string{readApp, listApp},
		},
		"404, and the list is forbidden": {
			replies: map[string][]reply{readApp: {notFound}, listApp: {{status: 403}}},
			says:    "status 403", calls: []string{readApp, listApp},
		},
		"status 4": {
			replies:  map[string][]reply{readApp: {{body: `{"uuid":"` + id + `","status":4}`}}},
			notFound: true, says: "GET /api/v1/apps/{uuid}: status 404 not found: the object has the status DELETED", calls: []string{readApp},
		},
		"status DELETED": {
			replies:  map[string][]reply{readApp: {{body: `{"uuid":"` + id + `","status":"DELETED"}`}}},
			notFound: true, says: "the object has the status DELETED", calls: []string{readApp},
		},
		"another object": {
			replies: map[string][]reply{readApp: {{body: `{"uuid":"other","status":2}`}}},
			says:    `GET /api/v1/apps/{uuid}: status 200 ok: the answer is about "other", not "` + id + `"`, calls: []string{readApp},
		},
		"another object that is deleted": {
			replies: map[string][]reply{readApp: {{body: `{"uuid":"other","status":4}`}}},
			says:    `the answer is about "other"`, calls: []string{readApp},
		},
		"an object without id": {
			replies: map[string][]reply{readApp: {{body: `{"status":2}`}}}, says: "the answer holds no uuid", calls: []string{readApp},
		},
		"405":    {replies: map[string][]reply{readApp: {{status: 405}}}, says: "the route is inferred", calls: []string{readApp}},
		"400":    {replies: map[string][]reply{readApp: {{status: 400, body: `{"message":"bad id"}`}}}, says: "bad id", calls: []string{readApp, listApp}},
		"403":    {replies: map[string][]reply{readApp: {{status: 403}}}, says: "status 403", calls: []string{readApp}},
		"410":    {replies: map[string][]reply{readApp: {{status: 410}}}, says: "status 410", calls: []string{readApp}},
		"a word": {replies: map[string][]reply{readApp: {{body: `"gone"`}}}, says: "a string where an object was expected", calls: []string{readApp}},
		"a status nobody knows": {
			replies: map[string][]reply{readApp: {{body: `{"uuid":"` + id + `","status":"GONE"}`}}},
			says:    `status "GONE" is neither a number nor one of INIT, ACTIVE, SUSPENDED, DELETED`, calls: []string{readApp},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, c.replies)
			found, err := s.client().Apps.Get(t.Context(), id)
			wantCalls(t, s, c.calls...)
			if c.found {
				if err != nil || found.UUID != id {
					t.Errorf("found %+v, %v", found, err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), c.says) || api.IsNotFound(err) != c.notFound {
				t.Fatalf("the error is\n  %v (not found: %t), want\n  %s (not found: %t)", err, api.IsNotFound(err), c.says, c.notFound)
			}
			if found.UUID != "" {
				t.Errorf("an object comes with the error: %+v", found)
			}
			var route *edge.RouteError
			if got := errors.As(err, &route); got != (c.route != "") {
				t.Errorf("the error is a RouteError: %t", got)
			} else if got && (route.Operation != c.route || route.Route.Path == "" || !api.IsNotFound(route.Err)) {
				t.Errorf("the route error is %+v", route)
			}
		})
	}
}

// TestGet_confirmsEveryNoun: what the table above shows for apps goes for all that are read by id.
func TestGet_confirmsEveryNoun(t *testing.T) {
	t.Parallel()
	for list, get := range map[string]func(context.Context, *edge.Client) error{
		"GET /api/v1/apps":                                             func(ctx context.Context, c *edge.Client) error { return failure(c.Apps.Get(ctx, id)) },
		"GET /api/v1/access?appid=&userid=":                            func(ctx context.Context, c *edge.Client) error { return failure(c.Accesses.Get(ctx, id)) },
		"GET /api/v1/policies?appid=&resolveDisplayNames=true&userid=": func(ctx context.Context, c *edge.Client) error { return failure(c.Policies.Get(ctx, id)) },
		"GET /api/v1/workflows":                                        func(ctx context.Context, c *edge.Client) error { return failure(c.Workflows.Get(ctx, id)) },
		"GET /api/v1/posture_attributes":                               func(ctx context.Context, c *edge.Client) error { return failure(c.PostureAttributes.Get(ctx, id)) },
		"GET /api/v1/posture_profiles":                                 func(ctx context.Context, c *edge.Client) error { return failure(c.PostureProfiles.Get(ctx, id)) },
		"GET /api/v1/app_control_policies":                             func(ctx context.Context, c *edge.Client) error { return failure(c.AppControlPolicies.Get(ctx, id)) },
		"GET /api/v1/ca_certificates":                                  func(ctx context.Context, c *edge.Client) error { return failure(c.CACertificates.Get(ctx, id)) },
		"GET /api/v1/cards":                                            func(ctx context.Context, c *edge.Client) error { return failure(c.Cards.Get(ctx, id)) },
		"GET /api/v1/dashboards":                                       func(ctx context.Context, c *edge.Client) error { return failure(c.Dashboards.Get(ctx, id)) },
		"GET /api/v1/channels?resolveDisplayNames=true":                func(ctx context.Context, c *edge.Client) error { return failure(c.NotificationChannels.Get(ctx, id)) },
	} {
		s := start(t, map[string][]reply{pathOf(list): {{}}})
		if err := get(t.Context(), s.client()); !api.IsNotFound(err) {
			t.Errorf("%s lacks it: %v", list, err)
		}
		if calls := s.calls(); len(calls) != 2 || calls[1] != list {
			t.Errorf("the requests were %q, want a read and %q", calls, list)
		}
		s = start(t, map[string][]reply{pathOf(list): {{body: `{"` + strings.Join([]string{
			"apps", "accesses", "policies", "workflows", "posture_attributes", "posture_profiles", "channels", "certificates", "cards", "dashboards", "app_control_policies",
		}, `":[`+object+`],"`) + `":[` + object + `]}`}}})
		if err := get(t.Context(), s.client()); err == nil || api.IsNotFound(err) {
			t.Errorf("%s has it: %v", list, err)
		}
	}
}

// TestGet_impossibleIDs: an id that would address something else is never sent.
func TestGet_impossibleIDs(t *testing.T) {
	t.Parallel()
	s := start(t, map[string][]reply{"GET /api/v1/apps/": {{body: object}}, "GET /api/v1/": {{body: object}}, "GET /api/v1/apps": {{}}})
	for _, impossible := range []string{"", ".", ".."} {
		if _, err := s.client().Apps.Get(t.Context(), impossible); err == nil || api.IsNotFound(err) {
			t.Errorf("id %q: %v", impossible, err)
		}
	}
	wantCalls(t, s)
}

// TestList_leavesOutWhatIsDeleted: lists need not do it.
func TestList_leavesOutWhatIsDeleted(t *testing.T) {
	t.Parallel()
	objects := `[{"uuid":"a","status":4},{"uuid":"b","status":3},{"uuid":"c"},{"uuid":"d","status":"DELETED"}]`
	s := start(t, map[string][]reply{
		"GET /api/v1/apps": {{body: `{"apps":` + objects + `}`}}, "GET /api/v1/access": {{body: `{"accesses":` + objects + `}`}},
		"GET /api/v1/policies": {{body: `{"policies":` + objects + `}`}},
	})
	c := s.client()
	apps, appErr := c.Apps.List(t.Context())
	accesses, accessErr := c.Accesses.List(t.Context())
	policies, policyErr := c.Policies.List(t.Context())
	if err := errors.Join(appErr, accessErr, policyErr); err != nil {
		t.Fatal(err)
	}
	if len(apps) != 2 || apps[0].UUID != "b" || len(accesses) != 2 || accesses[1].UUID != "c" || len(policies) != 2 {
		t.Errorf("the lists are %v, %v, %v", apps, accesses, policies)
	}
}

// TestCreate_answerWithoutID: whether the object exists is not known, so that nobody may think that it does not.
func TestCreate_answerWithoutID(t *testing.T) {
	t.Parallel()
	s := start(t, map[string][]reply{"POST /api/v1/apps": {{body: `{"name":"git"}`}}})
	_, err := s.client().Apps.Create(t.Context(), edge.App{Name: "git"})
	if err == nil || !strings.Contains(err.Error(), "POST /api/v1/apps: status 200 ok: the answer holds no uuid") || !api.Ambiguous(err) {
		t.Errorf("the error is %v, ambiguous: %t", err, api.Ambiguous(err))
	}
}

func TestUpdate_answerAboutAnother(t *testing.T) {
	t.Parallel()
	s := start(t, map[string][]reply{
		"PATCH /api/v1/access/" + escaped:   {{body: `{"uuid":"other"}`}},
		"PATCH /api/v1/policies/" + escaped: {{body: `{}`}},
	})
	if _, err := s.client().Accesses.Update(t.Context(), id, edge.Access{}, nil); err == nil || !strings.Contains(err.Error(), `the answer is about "other"`) {
		t.Errorf("an access: %v", err)
	}
	if _, err := s.client().Policies.Update(t.Context(), id, edge.Policy{}, nil, 1); err == nil || !strings.Contains(err.Error(), "holds no uuid") {
		t.Errorf("a policy: %v", err)
	}
}

func TestFindWorkflow(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		list  string
		found int
	}{
		"none":        {`[{"uuid":"a","name":"other"}]`, 0},
		"one":         {`[{"uuid":"a","name":"Approve"},{"uuid":"b","name":"approve"}]`, 1},
		"one is left": {`[{"uuid":"a","name":"Approve"},{"uuid":"b","name":"Approve","status":4}]`, 1},
		"two":         {`[{"uuid":"a","name":"Approve"},{"uuid":"b","name":"Approve","status":3}]`, 2},
	} {
		s := start(t, map[string][]reply{"GET /api/v1/workflows": {{body: `{"workflows":` + c.list + `}`}}})
		found, err := s.client().Workflows.Find(t.Context(), "Approve")
		var nameErr *edge.WorkflowNameError
		switch {
		case c.found == 1 && (err != nil || found.UUID != "a"):
			t.Errorf("%s: %+v, %v", name, found, err)
		case c.found != 1 && (!errors.As(err, &nameErr) || nameErr.Found != c.found || nameErr.Name != "Approve"):
			t.Errorf("%s: %v", name, err)
		}
	}
	s := start(t, map[string][]reply{"GET /api/v1/workflows": {{status: 403}}})
	if _, err := s.client().Workflows.Find(t.Context(), "Approve"); !api.IsForbidden(err) {
		t.Errorf("a list that fails: %v", err)
	}
}

// TestGet_refusedWith400: a 400 is no proof that an object is gone, but the list tells what to do about it.
func TestGet_refusedWith400(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		list    reply
		missing bool
	}{
		"the list lacks it": {reply{body: `{"apps":[{"uuid":"other"}]}`}, true},
		"the list has it":   {reply{body: listed}, false},
		"the list fails":    {reply{status: 403}, false},
	} {
		s := start(t, map[string][]reply{readApp: {{status: 400, body: `{"message":"no such id"}`}}, listApp: {c.list}})
		_, err := s.client().Apps.Get(t.Context(), id)
		missing, ok := errors.AsType[*edge.MissingError](err)
		if ok != c.missing || ok && missing.Operation != "queryApps" || api.StatusOf(err) != 400 || api.IsNotFound(err) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestGet_emptyFilters: that empty filters select every rule is an assumption, so that an empty list needs a second sign.
func TestGet_emptyFilters(t *testing.T) {
	t.Parallel()
	bare, own := reply{status: 404, body: "-"}, reply{status: 404, body: `{"message":"no such rule"}`}
	for name, c := range map[string]struct {
		read     reply
		list     string
		another  bool // has been read before
		notFound bool
	}{
		"an answer of something else":             {bare, `{}`, false, false},
		"an answer of the service":                {own, `{}`, false, true},
		"the route has answered for another rule": {bare, `{}`, true, true},
		"the list holds others":                   {bare, `{"accesses":[{"uuid":"other"}],"policies":[{"uuid":"other"}]}`, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			another := reply{body: `{"uuid":"other"}`}
			s := start(t, map[string][]reply{
				readAccess: {c.read}, "GET /api/v1/accesses/other": {another}, listAccess: {{body: c.list}},
				"GET /api/v1/policies/" + escaped: {c.read}, "GET /api/v1/policies/other": {another}, "GET /api/v1/policies": {{body: c.list}},
			})
			client := s.client()
			if c.another {
				_, accessErr := client.Accesses.Get(t.Context(), "other")
				_, policyErr := client.Policies.Get(t.Context(), "other")
				if err := errors.Join(accessErr, policyErr); err != nil {
					t.Fatal(err)
				}
			}
			_, accessErr := client.Accesses.Get(t.Context(), id)
			_, policyErr := client.Policies.Get(t.Context(), id)
			for _, err := range []error{accessErr, policyErr} {
				if api.IsNotFound(err) != c.notFound || err == nil || !c.notFound && !strings.Contains(err.Error(), "is an assumption") {
					t.Errorf("the error is %v", err)
				}
			}
		})
	}
}

// TestGet_ownFilters: where empty filters prove nothing, the list is asked for the rules of the app and the user that the
// rule was known to have, which is what it is documented for.
func TestGet_ownFilters(t *testing.T) {
	t.Parallel()
	bare, spoken := reply{status: 404, body: "-"}, reply{status: 404, body: `{"message":"no such rule"}`}
	none, others, it := reply{body: `{}`}, reply{body: `{"accesses":[{"uuid":"other"}]}`}, reply{body: `{"accesses":[{"uuid":"` + id + `"}]}`}
	known := edge.Access{AppList: []string{"app:by-tag", "a1"}, UserList: []string{"u1", "group:g"}}
	for name, c := range map[string]struct {
		known    edge.Access
		read     reply
		lists    []reply // the first is for the own filters, if they are known
		notFound bool
		says     string
	}{
		"the own filters find it":       {known, spoken, []reply{it}, false, "the list of such objects holds the object"},
		"they find nothing":             {known, bare, []reply{none, none}, true, ""},
		"they find others":              {known, bare, []reply{others, none}, true, ""},
		"only the empty filters do":     {known, spoken, []reply{none, it}, false, "the list of such objects holds the object"},
		"they fail":                     {known, spoken, []reply{{status: 403}}, false, "which should confirm it, failed"},
		"selectors are no ids":          {edge.Access{AppList: []string{"app:by-tag"}, UserList: []string{"u1"}}, bare, []reply{none}, false, "is an assumption"},
		"nothing is known of its users": {edge.Access{AppList: []string{"a1"}}, bare, []reply{none}, false, "is an assumption"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, map[string][]reply{readAccess: {c.read}, listAccess: c.lists})
			client := s.client()
			forget := client.Accesses.Knew(id, func() edge.Access { return c.known })
			_, err := client.Accesses.Get(t.Context(), id)
			if api.IsNotFound(err) != c.notFound || err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("the error is %v", err)
			}
			own := listAccess + "?appid=a1&userid=u1"
			if asked := slices.Contains(s.calls(), own); asked != (len(c.known.AppList) > 1) {
				t.Errorf("the requests were %q", s.calls())
			}
			forget()
			before := len(s.calls())
			if _, err := client.Accesses.Get(t.Context(), id); slices.Contains(s.calls()[before:], own) {
				t.Errorf("what was known is still asked with: %q, %v", s.calls()[before:], err)
			}
		})
	}
}

// TestRead_blobs: reads of blobs share a list of those whose keys begin as theirs, and never one of all blobs: that would hold the
// data of each.
func TestRead_blobs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		keys []string
		list string // the prefix that is asked for; "": each is read by its key
	}{
		"a group":                     {[]string{"console/a", "console/b", "console/ab", "console/c", "console/d"}, "console/"},
		"a group, ids begin alike":    {[]string{"console/a1", "console/a2", "console/a3", "console/a4", "console/a5"}, "console/"},
		"groups within a group":       {[]string{"x:y:1", "x:z:1", "x:y:2", "x:z:2", "x:y:3"}, "x:"},
		"no groups":                   {[]string{"o1", "o2", "o3", "o4", "o5"}, "o"},
		"letters that share a byte":   {[]string{"ü1", "ö2", "ä3", "é4", "è5"}, ""},
		"a group, and such letters":   {[]string{"g-ü1", "g-ö2", "g-ä3", "g-é4", "g-è5"}, "g-"},
		"a group ends beyond letters": {[]string{"a→1", "a→2", "a→3", "a→4", "a→5"}, "a→"},
		"nothing in common":           {[]string{"a", "b", "c", "d", "e"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mock, server := remembering(t, mockapi.Options{})
			for _, key := range c.keys {
				mock.Put(mockapi.KindBlob, mockapi.Object{"key": key, "data": "of " + key})
			}
			client := client(t, server, func(c *edge.Config) { c.ReadBatching = true })
			for _, key := range c.keys {
				if blob, err := client.Blobs.Read(t.Context(), key, nil); err != nil || blob.Data != "of "+key {
					t.Errorf("%q is %v, %v", key, blob, err)
				}
			}
			var lists []string
			for _, entry := range mock.Journal() {
				if entry.Operation == "queryBlobs" {
					lists = append(lists, entry.Query.Get("prefix"))
				}
			}
			if c.list == "" && len(lists) > 0 || c.list != "" && !slices.Equal(lists, []string{c.list}) {
				t.Errorf("lists of %q, want of %q", lists, c.list)
			}
		})
	}
}
