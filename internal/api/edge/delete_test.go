package edge_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	setStatus  = "PATCH /api/v1/access/" + escaped
	readAccess = "GET /api/v1/accesses/" + escaped
	listAccess = "GET /api/v1/access"
)

// TestDelete_byStatus shows every way in which the deletion of an object can end that has none but a status.
func TestDelete_byStatus(t *testing.T) {
	t.Parallel()
	const listCall = listAccess + "?appid=&userid="
	there, deleted := reply{body: object}, reply{body: `{"uuid":"` + id + `","status":4}`}
	ignored, suspended := reply{body: object}, reply{body: `{"uuid":"` + id + `","status":3}`}
	refused, forbidden := reply{status: 400, body: `{"message":"status cannot be set"}`}, reply{status: 403}
	for name, c := range map[string]struct {
		updates   []reply
		read      reply // zero: not found, neither by id nor in the list
		gone      bool
		suspended bool   // the error wraps ErrSuspended
		says      string // the error; "" for none
		calls     []string
	}{
		"done":         {updates: []reply{deleted}, calls: []string{setStatus}},
		"done by name": {updates: []reply{{body: `{"uuid":"` + id + `","status":"DELETED"}`}}, calls: []string{setStatus}},
		"refused with 400": {
			updates: []reply{refused, suspended}, read: there, suspended: true,
			says:  "the object was suspended instead of deleted: Lacework Edge: PATCH /api/v1/access/{uuid}: status 400 bad request: status cannot be set",
			calls: []string{setStatus, readAccess, setStatus},
		},
		"refused with 422": {
			updates: []reply{{status: 422}, suspended}, read: there, suspended: true, says: "status 422", calls: []string{setStatus, readAccess, setStatus},
		},
		"ignored": {
			updates: []reply{ignored, suspended}, read: there, suspended: true, says: "the service ignored the status DELETED",
			calls: []string{setStatus, readAccess, setStatus},
		},
		"answered late":                  {updates: []reply{ignored}, gone: true, calls: []string{setStatus, readAccess, listCall}},
		"refused because it is gone":     {updates: []reply{refused}, gone: true, calls: []string{setStatus, readAccess, listCall}},
		"404 because it is gone":         {updates: []reply{{status: 404}}, gone: true, calls: []string{setStatus, readAccess, listCall}},
		"404 because the route is wrong": {updates: []reply{{status: 404}}, read: there, says: "the route is inferred", calls: []string{setStatus, readAccess}},
		"forbidden":                      {updates: []reply{forbidden}, read: there, says: "status 403", calls: []string{setStatus, readAccess}},
		"conflict":                       {updates: []reply{{status: 409}}, read: there, says: "status 409", calls: []string{setStatus, readAccess}},
		"failed":                         {updates: []reply{{status: 500}}, read: there, says: "status 500", calls: []string{setStatus, setStatus, readAccess}},
		"failed and carried out":         {updates: []reply{{status: 500}}, gone: true, calls: []string{setStatus, setStatus, readAccess, listCall}},
		"suspending is refused as well": {
			updates: []reply{refused, forbidden}, read: there, says: "status 403", calls: []string{setStatus, readAccess, setStatus},
		},
		"the read fails": {
			updates: []reply{forbidden}, read: reply{status: 403, body: `{"message":"no reading"}`}, says: "PATCH /api/v1/access/{uuid}: status 403", calls: []string{setStatus, readAccess},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			replies := map[string][]reply{setStatus: c.updates, listAccess: {{}}}
			if !c.gone {
				replies[readAccess] = []reply{c.read}
			}
			s := start(t, replies)
			err := s.client().Accesses.Delete(t.Context(), id)
			wantCalls(t, s, c.calls...)
			if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) || errors.Is(err, edge.ErrSuspended) != c.suspended {
				t.Errorf("the error is %v, want %q (suspended: %t)", err, c.says, c.suspended)
			}
			wanted := []string{`{"uuid":"` + id + `","access":{"status":4}}`, `{"uuid":"` + id + `","access":{"status":3}}`}
			sent := 0
			for _, e := range s.exchanges() {
				if e.body != "" && !sameJSON(t, e.body, wanted[min(sent, 1)]) && !sameJSON(t, e.body, wanted[0]) {
					t.Errorf("update %d is %s", sent, e.body)
				}
				if e.body != "" {
					sent++
				}
			}
			if c.suspended && !sameJSON(t, s.exchanges()[len(c.calls)-1].body, wanted[1]) {
				t.Errorf("the last update is %s, want %s", s.exchanges()[len(c.calls)-1].body, wanted[1])
			}
		})
	}
}

// TestDeletePolicy_lock: the second update of a deletion is made on what the first one left.
func TestDeletePolicy_lock(t *testing.T) {
	t.Parallel()
	s := start(t, map[string][]reply{
		"PATCH /api/v1/policies/" + escaped: {{body: `{"uuid":"` + id + `","status":2,"update_time":200}`}, {body: `{"uuid":"` + id + `","status":3,"update_time":300}`}},
		"GET /api/v1/policies/" + escaped:   {{body: object}},
	})
	if err := s.client().Policies.Delete(t.Context(), id, 100); !errors.Is(err, edge.ErrSuspended) {
		t.Errorf("the error is %v", err)
	}
	sent := s.exchanges()
	for i, want := range map[int]string{
		0: `{"uuid":"` + id + `","policy":{"status":4},"expected_update_time":100}`,
		2: `{"uuid":"` + id + `","policy":{"status":3},"expected_update_time":200}`,
	} {
		if !sameJSON(t, sent[i].body, want) {
			t.Errorf("request %d is %s, want %s", i, sent[i].body, want)
		}
	}
}

// TestDelete_remembered: the same against a service with a memory.
func TestDelete_remembered(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]mockapi.Options{
		"deleted": {}, "shown as deleted": {ShowDeleted: true}, "refused": {RefuseDeleted: true}, "names": {EnumNames: true, StringInt64: true, ShowDeleted: true},
	} {
		mock, url := remembering(t, options)
		access := mock.Put(mockapi.KindAccess, mockapi.Object{})
		policy := mock.Put(mockapi.KindPolicy, mockapi.Object{"name": "p"})
		c := client(t, url)
		found, err := c.Policies.Get(t.Context(), policy)
		if err != nil {
			t.Fatal(err)
		}
		accessErr, policyErr := c.Accesses.Delete(t.Context(), access), c.Policies.Delete(t.Context(), policy, int64(found.UpdateTime))
		_, readErr := c.Accesses.Get(t.Context(), access)
		if options.RefuseDeleted {
			left, _ := mock.Object(mockapi.KindPolicy, policy)
			if !errors.Is(accessErr, edge.ErrSuspended) || !errors.Is(policyErr, edge.ErrSuspended) || readErr != nil || left["status"] != int64(3) {
				t.Errorf("%s: %v, %v, %v, %v", name, accessErr, policyErr, readErr, left)
			}
		} else if accessErr != nil || policyErr != nil || !api.IsNotFound(readErr) {
			t.Errorf("%s: %v, %v, %v", name, accessErr, policyErr, readErr)
		}
		for _, e := range mock.Violations() {
			t.Errorf("%s: %s %s: %s", name, e.Method, e.Path, e.Violation)
		}
	}
}

// TestUndocumented_notAllowed: without the permission nothing is sent.
func TestUndocumented_notAllowed(t *testing.T) {
	t.Parallel()
	s := start(t, nil)
	c := s.client()
	_, updateErr := c.Apps.Update(t.Context(), id, edge.App{Name: "n"}, nil)
	deleteErr := c.Apps.Delete(t.Context(), id)
	for operation, err := range map[string]error{"updateApp": updateErr, "deleteApp": deleteErr} {
		if err == nil || !strings.Contains(err.Error(), operation+" is undocumented and not allowed") {
			t.Errorf("%s: %v", operation, err)
		}
	}
	wantCalls(t, s)
	if c.AllowsUndocumented() || !s.client(allowUndocumented).AllowsUndocumented() {
		t.Error("AllowsUndocumented says something else than the configuration")
	}
}

func TestUpdateApp_isVerified(t *testing.T) {
	t.Parallel()
	update := "PATCH /api/v1/apps/" + escaped
	for name, c := range map[string]struct {
		replies map[string][]reply
		says    string
		calls   []string
	}{
		"done":    {map[string][]reply{update: {{status: 204}}, readApp: {{body: `{"uuid":"` + id + `","name":"now"}`}}}, "", []string{update, readApp}},
		"refused": {nil, "status 404 not found: no such thing (the route is inferred)", []string{update}},
		"405":     {map[string][]reply{update: {{status: 405}}}, "the route is inferred", []string{update}},
		"400":     {map[string][]reply{update: {{status: 400}}}, "status 400", []string{update}},
		"a page":  {map[string][]reply{update: {{}}, readApp: {{status: 403}}}, "status 403", []string{update, readApp}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := start(t, c.replies)
			got, err := s.client(allowUndocumented).Apps.Update(t.Context(), id, edge.App{Name: "now"}, nil)
			wantCalls(t, s, c.calls...)
			if c.says == "" && (err != nil || got.Name != "now") || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
				t.Errorf("%+v, %v, want %q", got, err, c.says)
			}
		})
	}
}

func TestDeleteApp_isVerified(t *testing.T) {
	t.Parallel()
	remove := "DELETE /api/v1/apps/" + escaped
	there, done := reply{body: object}, reply{status: 204}
	for name, c := range map[string]struct {
		remove, read reply // zero read: not found, neither by id nor in the list
		then         []reply
		left         bool // the error wraps ErrNotDeleted
		says         string
		calls        []string
	}{
		"done":                       {remove: done, calls: []string{remove, readApp, listApp}},
		"done, status 4":             {remove: done, read: reply{body: `{"uuid":"` + id + `","status":4}`}, calls: []string{remove, readApp}},
		"not carried out":            {remove: done, read: there, left: true, says: "the object was not deleted: it can still be read after DELETE /api/v1/apps/{uuid}", calls: []string{remove, readApp, readApp, readApp, readApp, readApp}},
		"done, and reads lag":        {remove: done, read: there, then: []reply{{body: `{"uuid":"` + id + `","status":4}`}}, calls: []string{remove, readApp, readApp}},
		"no such route":              {remove: reply{status: 404}, read: there, left: true, says: "the object was not deleted: Lacework Edge: DELETE /api/v1/apps/{uuid}: status 404", calls: []string{remove, readApp}},
		"no such method":             {remove: reply{status: 405}, read: there, left: true, says: "status 405", calls: []string{remove, readApp}},
		"no such route, but gone":    {remove: reply{status: 404}, calls: []string{remove, readApp, listApp}},
		"forbidden":                  {remove: reply{status: 403}, read: there, says: "status 403", calls: []string{remove}},
		"failed":                     {remove: reply{status: 500}, read: there, says: "status 500", calls: []string{remove, remove}},
		"done, and the read refuses": {remove: done, read: reply{status: 403}, says: "confirming that the object is gone: Lacework Edge: GET", calls: []string{remove, readApp}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			replies := map[string][]reply{remove: {c.remove}, listApp: {{}}}
			if c.read != (reply{}) {
				replies[readApp] = append([]reply{c.read}, c.then...)
			}
			s := start(t, replies)
			err := s.client(allowUndocumented).Apps.Delete(t.Context(), id)
			wantCalls(t, s, c.calls...)
			if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) || errors.Is(err, edge.ErrNotDeleted) != c.left {
				t.Errorf("the error is %v, want %q (left: %t)", err, c.says, c.left)
			}
		})
	}
}

// TestUndocumented_remembered: the candidate operations work where a service has them.
func TestUndocumented_remembered(t *testing.T) {
	t.Parallel()
	mock, url := remembering(t, mockapi.Options{Undocumented: true})
	app := mock.Put(mockapi.KindApp, mockapi.Object{"name": "git", "port": 22, "description": "d"})
	c := client(t, url, allowUndocumented)
	updated, err := c.Apps.Update(t.Context(), app, edge.App{Port: 2222}, []string{"description"})
	if err != nil || updated.Port != 2222 || updated.Description != "" || updated.Name != "git" {
		t.Errorf("updated %+v, %v", updated, err)
	}
	if err := c.Apps.Delete(t.Context(), app); err != nil {
		t.Error(err)
	}
	if left := mock.Objects(mockapi.KindApp); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
	for _, e := range mock.Violations() {
		t.Errorf("%s %s: %s", e.Method, e.Path, e.Violation)
	}
}

// TestMayBeStale: which answers to an update can mean that somebody was faster.
func TestMayBeStale(t *testing.T) {
	t.Parallel()
	for status, want := range map[int]bool{
		200: false, 400: true, 401: false, 403: false, 404: false, 405: false, 409: true, 412: true, 422: true, 428: true, 429: false, 500: false, 0: false,
	} {
		if got := edge.MayBeStale(&api.Error{Status: status}); got != want {
			t.Errorf("%d: %t", status, got)
		}
	}
	if edge.MayBeStale(nil) || edge.MayBeStale(context.Canceled) {
		t.Error("what is no answer cannot be one")
	}
}
