package edge_test

import (
	"context"
	"fmt"
	"net/http/httptest"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// estate starts a mock with objects of a kind whose ids are o0, o1 and so on, and a client that batches. How long reads wait
// for a list depends on how long a read takes, so the mock takes long enough for a machine that is busy.
func estate(t *testing.T, kind string, objects int, options mockapi.Options, change ...func(*edge.Config)) (*mockapi.Mock, *edge.Client) {
	t.Helper()
	options.Latency = 200 * time.Millisecond
	mock, err := mockapi.New(options)
	if err != nil {
		t.Fatal(err)
	}
	fill(mock, kind, objects)
	server := httptest.NewServer(mock)
	t.Cleanup(server.Close)
	return mock, client(t, mock.Endpoints(server.URL).Edge, append([]func(*edge.Config){func(c *edge.Config) { c.ReadBatching = true }}, change...)...)
}

// fill puts objects with as many differences as one kind of object has.
func fill(mock *mockapi.Mock, kind string, objects int) {
	for i := range objects {
		o := mockapi.Object{"uuid": "o" + strconv.Itoa(i), "name": "name of " + strconv.Itoa(i), "description": "some text"}
		switch kind {
		case mockapi.KindAccess:
			o["user_list"], o["app_list"] = []any{"user:a", "user:b", "user:c"}, []any{"app:x", "app:y"}
			delete(o, "name")
		case mockapi.KindApp:
			o["refs"], o["tags"], o["tcp_ports"] = []any{"r1", "r2"}, []any{"t1", "t2", "t3"}, []any{22, 443}
			o["tcp_port_ranges"] = []any{map[string]any{"start": 1, "end": 5}, map[string]any{"start": 7}}
		case mockapi.KindPolicy:
			group := func(tags ...any) any { return map[string]any{"all": tags} }
			o["app_filter"] = map[string]any{"include_any": []any{group("app:x", "app:y"), group("app:z")}}
			o["constraints"] = map[string]any{"a": "1"}
		case mockapi.KindPostureAttribute:
			o["supported_platforms"] = []any{1, 2, 3}
			o["required_processes"] = []any{map[string]any{"platform": 1, "process_regex": "a"}, map[string]any{"platform": 2}}
		case mockapi.KindPostureProfile:
			o["attribute_uuids"] = []any{"a", "b", "c"}
		case mockapi.KindNotificationChannel:
			o["recipients"], o["encrypted_credentials"] = []any{"user:a", "user:b"}, "enc:"+strconv.Itoa(i)
		case mockapi.KindDataExport:
			o = mockapi.Object{"uuid": o["uuid"], "data_export_types": []any{1, 2}, "s3_bucket_name": "bucket"}
		}
		mock.Put(kind, o)
	}
}

// tenAtATime calls f for 0 to n-1, ten at a time.
func tenAtATime(n int, f func(i int)) {
	var workers sync.WaitGroup
	next := make(chan int)
	for range 10 {
		workers.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	workers.Wait()
}

// TestRead_everyNoun: the list of a contract-true service agrees with reads by id, whatever its order, and what a read
// returns is what a read by id would have returned.
func TestRead_everyNoun(t *testing.T) {
	t.Parallel()
	readsNoun(t, mockapi.KindAccess, "getAccess", "queryAccesses", edge.Access{Description: "written"},
		func(c *edge.Client) (*edge.Objects[edge.Access], writing[edge.Access]) {
			return c.Accesses.Objects, c.Accesses.Update
		})
	readsNoun(t, mockapi.KindApp, "getApp", "queryApps", edge.App{Description: "written"},
		func(c *edge.Client) (*edge.Objects[edge.App], writing[edge.App]) {
			return c.Apps.Objects, c.Apps.Update
		})
	readsNoun(t, mockapi.KindPolicy, "getPolicy", "queryPolicies", edge.Policy{Description: "written"},
		func(c *edge.Client) (*edge.Objects[edge.Policy], writing[edge.Policy]) {
			return c.Policies.Objects, func(ctx context.Context, id string, change edge.Policy, toClear []string) (edge.Policy, error) {
				return c.Policies.Update(ctx, id, change, toClear, 0)
			}
		})
	readsNoun(t, mockapi.KindWorkflow, "getWorkflow", "queryWorkflows", edge.Workflow{Description: "written"},
		func(c *edge.Client) (*edge.Objects[edge.Workflow], writing[edge.Workflow]) {
			return c.Workflows.Objects, c.Workflows.Update
		})
	readsNoun(t, mockapi.KindPostureAttribute, "getPostureAttribute", "queryPostureAttributes", edge.PostureAttribute{Description: "written"},
		func(c *edge.Client) (*edge.Objects[edge.PostureAttribute], writing[edge.PostureAttribute]) {
			return c.PostureAttributes.Objects, c.PostureAttributes.Update
		})
	readsNoun(t, mockapi.KindPostureProfile, "getPostureProfile", "queryPostureProfiles", edge.PostureProfile{Description: "written"},
		func(c *edge.Client) (*edge.Objects[edge.PostureProfile], writing[edge.PostureProfile]) {
			return c.PostureProfiles.Objects, c.PostureProfiles.Update
		})
	readsNoun(t, mockapi.KindNotificationChannel, "getNotificationChannel", "queryNotificationChannels", edge.NotificationChannel{Description: "written"},
		func(c *edge.Client) (*edge.Objects[edge.NotificationChannel], writing[edge.NotificationChannel]) {
			return c.NotificationChannels.Objects, c.NotificationChannels.Update
		})
	readsNoun(t, mockapi.KindToken, "", "queryTokens", edge.Token{Description: "written"},
		func(c *edge.Client) (*edge.Objects[edge.Token], writing[edge.Token]) {
			return c.Tokens.Objects, func(ctx context.Context, id string, change edge.Token, _ []string) (edge.Token, error) {
				return c.Tokens.Update(ctx, id, edge.TokenUpdate{Description: change.Description})
			}
		})
	readsNoun(t, mockapi.KindDataExport, "", "queryDataExportConfigs", edge.DataExport{DataExportTypes: []api.Int64{1}},
		func(c *edge.Client) (*edge.Objects[edge.DataExport], writing[edge.DataExport]) {
			return c.DataExports.Objects, c.DataExports.Update
		})
}

// writing is the update of a noun.
type writing[T edge.Object] = func(ctx context.Context, id string, change T, toClear []string) (T, error)

// readsNoun runs TestRead_everyNoun for one. Without the operation get, the list is all there is.
func readsNoun[T edge.Object](t *testing.T, kind, get, list string, change T, of func(*edge.Client) (*edge.Objects[T], writing[T])) {
	t.Run(kind, func(t *testing.T) {
		t.Parallel()
		var off []string
		mock, c := estate(t, kind, 60, mockapi.Options{Undocumented: true}, allowUndocumented, func(c *edge.Config) {
			c.BatchingOff = func(_ context.Context, operation, reason string) { off = append(off, operation+": "+reason) }
		})
		ctx := t.Context()
		objects, write := of(c)
		read := func(from, to int) {
			tenAtATime(to-from, func(i int) {
				id := "o" + strconv.Itoa(from+i)
				if got, err := objects.Read(ctx, id, nil); err != nil || edge.ID(got) != id {
					t.Errorf("%s: %+v, %v", id, got, err)
				}
			})
		}
		atOnce := func(want bool) { // a list that is the only way to read is never taken unasked
			t.Helper()
			got, ok := objects.ReadNow("o50")
			if ok != (want && get != "") || ok && edge.ID(got) != "o50" {
				t.Errorf("at once: %+v, %t", got, ok)
			}
		}
		byID := 3
		if get == "" {
			byID = 0
		}
		atOnce(false)
		read(0, 60)
		wantCounts(t, mock, map[string]int{"tokenLogin": 1, get: byID, list: 1})
		atOnce(true)
		if found, err := objects.ReadAll(ctx); err != nil || len(found) != 60 {
			t.Errorf("the list holds %d objects, %v", len(found), err)
		}
		atOnce(true)
		wantCounts(t, mock, map[string]int{"tokenLogin": 1, get: byID, list: 2}) // who asks for the list gets a new one
		shared, _ := objects.Read(ctx, "o50", nil)
		fresh, _ := objects.Get(ctx, "o50")
		if field := api.Difference(shared, fresh); field != "" && kind != mockapi.KindDataExport {
			t.Errorf("a shared read and a fresh one differ in %s", field)
		}
		if _, err := write(ctx, "o50", change, nil); err != nil {
			t.Fatal(err)
		}
		mock.ResetJournal()
		atOnce(false)
		written, err := objects.Read(ctx, "o50", nil)
		if err != nil || kind != mockapi.KindDataExport && !strings.Contains(fmt.Sprint(written), "written") {
			t.Errorf("after a write: %+v, %v", written, err)
		}
		read(0, 50)
		asked := get // about the object that was written, and about no other
		if get == "" {
			asked = list
		}
		wantCounts(t, mock, map[string]int{asked: 1})
		mock.ResetJournal()
		if found, err := objects.ReadAll(ctx); err != nil || len(found) != 60 {
			t.Errorf("after a write the list holds %d objects, %v", len(found), err)
		}
		read(0, 60)
		wantCounts(t, mock, map[string]int{list: 1})
		if len(off) != 0 {
			t.Errorf("turned off: %q", off)
		}
	})
}

func wantCounts(t *testing.T, mock *mockapi.Mock, want map[string]int) {
	t.Helper()
	got := map[string]int{}
	for _, e := range mock.Journal() {
		got[e.Operation]++
	}
	for operation, n := range want {
		if n == 0 {
			delete(want, operation)
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the requests were %v, want %v", got, want)
	}
}
