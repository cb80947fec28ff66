package edge_test

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func readApps(t *testing.T, c *edge.Client, n int) {
	t.Helper()
	tenAtATime(n, func(i int) {
		if _, err := c.Apps.Read(t.Context(), "o"+strconv.Itoa(i), nil); err != nil {
			t.Error(err)
		}
	})
}

// TestRead_misleadingLists: where the list is missing, or shows less than a read by id, everything is read by id.
func TestRead_misleadingLists(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]mockapi.Fault{
		"no such route": {Operation: "queryApps", Status: http.StatusNotFound},
		"not allowed":   {Operation: "queryApps", Status: http.StatusForbidden},
		"summaries": {Operation: "queryApps", Tamper: func(answer mockapi.Object) mockapi.Object {
			for _, o := range answer["apps"].([]any) {
				delete(o.(map[string]any), "tcp_ports")
			}
			return answer
		}},
		"another page": {Operation: "queryApps", Tamper: func(answer mockapi.Object) mockapi.Object {
			delete(answer, "apps")
			return answer
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			told := 0
			mock, c := estate(t, mockapi.KindApp, 40, mockapi.Options{}, func(c *edge.Config) {
				c.BatchingOff = func(context.Context, string, string) { told++ }
			})
			mock.Inject(fault)
			readApps(t, c, 40)
			readApps(t, c, 40)
			wantCounts(t, mock, map[string]int{"tokenLogin": 1, "getApp": 80, "queryApps": 1})
			if told != 1 {
				t.Errorf("told %d times", told)
			}
		})
	}
}

// TestRead_smallStates: who reads no more than three objects never asks for the list, however large the tenant is; nor does
// anybody without batching.
func TestRead_smallStates(t *testing.T) {
	t.Parallel()
	mock, c := estate(t, mockapi.KindApp, 500, mockapi.Options{})
	readApps(t, c, 3)
	wantCounts(t, mock, map[string]int{"tokenLogin": 1, "getApp": 3})
	mock, c = estate(t, mockapi.KindApp, 500, mockapi.Options{}, func(c *edge.Config) { c.ReadBatching = false })
	readApps(t, c, 30)
	if _, err := c.Apps.ReadAll(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := c.Tokens.ReadAll(t.Context()); err != nil {
		t.Error(err)
	}
	wantCounts(t, mock, map[string]int{"tokenLogin": 1, "getApp": 30, "queryApps": 1, "queryTokens": 1})
}

// TestRead_largeTenants: three reads and one list, for a tenant of ten and a hundred times what is read.
func TestRead_largeTenants(t *testing.T) {
	t.Parallel()
	for state, tenant := range map[int]int{100: 1000, 10: 1000} {
		mock, c := estate(t, mockapi.KindApp, tenant, mockapi.Options{})
		readApps(t, c, state)
		if total := len(mock.Journal()); total > state+1+3 { // and the login
			t.Errorf("%d requests to read %d of %d objects", total, state, tenant)
		}
	}
}

// TestFresh: what a decision is made on is read from the service, whatever a list says.
func TestFresh(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	mock, c := estate(t, mockapi.KindApp, 20, mockapi.Options{Undocumented: true}, allowUndocumented)
	fill(mock, mockapi.KindPolicy, 20)
	fill(mock, mockapi.KindAccess, 20)
	tenAtATime(20, func(i int) {
		id := "o" + strconv.Itoa(i)
		_, appErr := c.Apps.Read(ctx, id, nil)
		_, policyErr := c.Policies.Read(ctx, id, nil)
		_, accessErr := c.Accesses.Read(ctx, id, nil)
		if appErr != nil || policyErr != nil || accessErr != nil {
			t.Error(appErr, policyErr, accessErr)
		}
	})
	for _, kind := range []string{mockapi.KindApp, mockapi.KindPolicy, mockapi.KindAccess} {
		if err := mock.Change(kind, "o9", mockapi.Object{"description": "changed elsewhere"}); err != nil {
			t.Fatal(err)
		}
	}
	if p, err := c.Policies.Get(ctx, "o9"); err != nil || p.Description != "changed elsewhere" {
		t.Errorf("the policy a lock compares with is %+v, %v", p, err)
	}
	if _, err := c.Accesses.Edit(ctx, "o9", func(a edge.Access) (edge.Access, []string) {
		if a.Description != "changed elsewhere" {
			t.Errorf("the rule that is edited is %+v", a)
		}
		return edge.Access{}, nil
	}); err != nil {
		t.Error(err)
	}
	mock.ResetJournal()
	// The service's filter is not ours to imitate.
	if apps, err := c.Apps.Query(ctx, url.Values{"tag": {"t1"}}); err != nil || len(apps) != 20 {
		t.Errorf("%d apps, %v", len(apps), err)
	}
	if err := c.Apps.Delete(ctx, "o9"); err != nil {
		t.Error(err)
	}
	wantCounts(t, mock, map[string]int{"queryApps": 2, "deleteApp": 1, "getApp": 1}) // the second list confirms the 404
	if _, err := c.Apps.Read(ctx, "o9", nil); !api.IsNotFound(err) {
		t.Errorf("a deleted app: %v", err)
	}
}

// TestWrites_outdateOthers: objects of other types show names of what was written, or lose it.
func TestWrites_outdateOthers(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	mock, c := estate(t, mockapi.KindPolicy, 20, mockapi.Options{})
	read := func() {
		tenAtATime(20, func(i int) {
			if _, err := c.Policies.Read(ctx, "o"+strconv.Itoa(i), nil); err != nil {
				t.Error(err)
			}
		})
	}
	read()
	mock.ResetJournal()
	if _, _, err := c.Apps.Deploy(ctx, edge.App{Name: "deployed"}); err != nil {
		t.Fatal(err)
	}
	read()
	if policies, err := c.Policies.ReadAll(ctx); err != nil || len(policies) == 20 {
		t.Errorf("%d policies, %v: the one that came with the app is missing", len(policies), err)
	}
	wantCounts(t, mock, map[string]int{"deployApp": 1, "getPolicy": 20, "queryPolicies": 1})
}

// TestRead_twoTenants: two clients in one process, equal ids, at the same time.
func TestRead_twoTenants(t *testing.T) {
	t.Parallel()
	clients := map[string]*edge.Client{}
	for _, tenant := range []string{"one", "two"} {
		mock, c := estate(t, mockapi.KindApp, 50, mockapi.Options{})
		for i := range 50 {
			if err := mock.Change(mockapi.KindApp, "o"+strconv.Itoa(i), mockapi.Object{"description": tenant}); err != nil {
				t.Fatal(err)
			}
		}
		clients[tenant] = c
	}
	tenAtATime(200, func(i int) {
		tenant := map[int]string{0: "one", 1: "two"}[i%2]
		app, err := clients[tenant].Apps.Read(t.Context(), "o"+strconv.Itoa(i/4), nil)
		if err != nil || app.Description != tenant {
			t.Errorf("tenant %s got %+v, %v", tenant, app, err)
		}
	})
}

// TestRead_spellings: a service that writes numbers as texts and states as names agrees with itself.
func TestRead_spellings(t *testing.T) {
	t.Parallel()
	mock, c := estate(t, mockapi.KindApp, 20, mockapi.Options{EnumNames: true, StringInt64: true})
	readApps(t, c, 20)
	wantCounts(t, mock, map[string]int{"tokenLogin": 1, "getApp": 3, "queryApps": 1})
}

// TestRead_deletedInList: an object with the status DELETED in a list is left to the read by id.
func TestRead_deletedInList(t *testing.T) {
	t.Parallel()
	mock, c := estate(t, mockapi.KindApp, 20, mockapi.Options{})
	mock.Inject(mockapi.Fault{Operation: "queryApps", Tamper: func(answer mockapi.Object) mockapi.Object {
		for _, o := range answer["apps"].([]any) {
			if o := o.(map[string]any); o["uuid"] == "o19" {
				o["status"] = 4
			}
		}
		return answer
	}})
	readApps(t, c, 20)
	wantCounts(t, mock, map[string]int{"tokenLogin": 1, "getApp": 4, "queryApps": 1})
}
