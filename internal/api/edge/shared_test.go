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

// sharedNoun is a noun of the tests of this file: how it is read, listed and written.
type sharedNoun struct {
	kind, get, list string // no get: the list is all there is
	read, fresh     func(context.Context, *edge.Client, string) (any, error)
	all             func(context.Context, *edge.Client) (int, error)
	write           func(context.Context, *edge.Client, string) error
}

func anyOf[T any](v T, err error) (any, error) { return v, err }

func lengthOf[T any](v []T, err error) (int, error) { return len(v), err }

func sharedNouns() []sharedNoun {
	return []sharedNoun{
		{
			mockapi.KindAccess, "getAccess", "queryAccesses",
			func(ctx context.Context, c *edge.Client, id string) (any, error) { return anyOf(c.ReadAccess(ctx, id)) },
			func(ctx context.Context, c *edge.Client, id string) (any, error) { return anyOf(c.GetAccess(ctx, id)) },
			func(ctx context.Context, c *edge.Client) (int, error) {
				return lengthOf(c.ReadAccesses(ctx, edge.AppliesTo{}))
			},
			func(ctx context.Context, c *edge.Client, id string) error {
				_, err := c.UpdateAccess(ctx, id, edge.Access{Description: "written"}, nil)
				return err
			},
		},
		{
			mockapi.KindApp, "getApp", "queryApps",
			func(ctx context.Context, c *edge.Client, id string) (any, error) { return anyOf(c.ReadApp(ctx, id)) },
			func(ctx context.Context, c *edge.Client, id string) (any, error) { return anyOf(c.GetApp(ctx, id)) },
			func(ctx context.Context, c *edge.Client) (int, error) {
				return lengthOf(c.ReadApps(ctx, edge.AppFilter{}))
			},
			func(ctx context.Context, c *edge.Client, id string) error {
				_, err := c.UpdateApp(ctx, id, edge.App{Description: "written"}, nil)
				return err
			},
		},
		{
			mockapi.KindPolicy, "getPolicy", "queryPolicies",
			func(ctx context.Context, c *edge.Client, id string) (any, error) { return anyOf(c.ReadPolicy(ctx, id)) },
			func(ctx context.Context, c *edge.Client, id string) (any, error) { return anyOf(c.GetPolicy(ctx, id)) },
			func(ctx context.Context, c *edge.Client) (int, error) {
				return lengthOf(c.ReadPolicies(ctx, edge.AppliesTo{}))
			},
			func(ctx context.Context, c *edge.Client, id string) error {
				_, err := c.UpdatePolicy(ctx, id, edge.Policy{Description: "written"}, nil, 0)
				return err
			},
		},
		{
			mockapi.KindWorkflow, "getWorkflow", "queryWorkflows",
			func(ctx context.Context, c *edge.Client, id string) (any, error) {
				return anyOf(c.ReadWorkflow(ctx, id))
			},
			func(ctx context.Context, c *edge.Client, id string) (any, error) {
				return anyOf(c.GetWorkflow(ctx, id))
			},
			func(ctx context.Context, c *edge.Client) (int, error) { return lengthOf(c.ReadWorkflows(ctx)) },
			func(ctx context.Context, c *edge.Client, id string) error {
				_, err := c.UpdateWorkflow(ctx, id, edge.Workflow{Description: "written"}, nil)
				return err
			},
		},
		{
			mockapi.KindPostureAttribute, "getPostureAttribute", "queryPostureAttributes",
			func(ctx context.Context, c *edge.Client, id string) (any, error) {
				return anyOf(c.ReadPostureAttribute(ctx, id))
			},
			func(ctx context.Context, c *edge.Client, id string) (any, error) {
				return anyOf(c.GetPostureAttribute(ctx, id))
			},
			func(ctx context.Context, c *edge.Client) (int, error) { return lengthOf(c.ReadPostureAttributes(ctx)) },
			func(ctx context.Context, c *edge.Client, id string) error {
				_, err := c.UpdatePostureAttribute(ctx, id, edge.PostureAttribute{Description: "written"}, nil)
				return err
			},
		},
		{
			mockapi.KindPostureProfile, "getPostureProfile", "queryPostureProfiles",
			func(ctx context.Context, c *edge.Client, id string) (any, error) {
				return anyOf(c.ReadPostureProfile(ctx, id))
			},
			func(ctx context.Context, c *edge.Client, id string) (any, error) {
				return anyOf(c.GetPostureProfile(ctx, id))
			},
			func(ctx context.Context, c *edge.Client) (int, error) { return lengthOf(c.ReadPostureProfiles(ctx)) },
			func(ctx context.Context, c *edge.Client, id string) error {
				_, err := c.UpdatePostureProfile(ctx, id, edge.PostureProfile{Description: "written"}, nil)
				return err
			},
		},
		{
			mockapi.KindNotificationChannel, "getNotificationChannel", "queryNotificationChannels",
			func(ctx context.Context, c *edge.Client, id string) (any, error) {
				return anyOf(c.ReadNotificationChannel(ctx, id))
			},
			func(ctx context.Context, c *edge.Client, id string) (any, error) {
				return anyOf(c.GetNotificationChannel(ctx, id))
			},
			func(ctx context.Context, c *edge.Client) (int, error) {
				return lengthOf(c.ReadNotificationChannels(ctx, nil))
			},
			func(ctx context.Context, c *edge.Client, id string) error {
				_, err := c.UpdateNotificationChannel(ctx, id, edge.NotificationChannel{Description: "written"}, nil)
				return err
			},
		},
		{
			mockapi.KindToken, "", "queryTokens",
			func(ctx context.Context, c *edge.Client, id string) (any, error) { return anyOf(c.ReadToken(ctx, id)) },
			func(ctx context.Context, c *edge.Client, id string) (any, error) { return anyOf(c.GetToken(ctx, id)) },
			func(ctx context.Context, c *edge.Client) (int, error) { return lengthOf(c.ReadTokens(ctx)) },
			func(ctx context.Context, c *edge.Client, id string) error {
				_, err := c.UpdateToken(ctx, id, edge.TokenUpdate{Description: "written"})
				return err
			},
		},
		{
			mockapi.KindDataExport, "", "queryDataExportConfigs",
			func(ctx context.Context, c *edge.Client, id string) (any, error) {
				return anyOf(c.ReadDataExport(ctx, id))
			},
			func(ctx context.Context, c *edge.Client, id string) (any, error) {
				return anyOf(c.GetDataExport(ctx, id))
			},
			func(ctx context.Context, c *edge.Client) (int, error) { return lengthOf(c.ReadDataExports(ctx)) },
			func(ctx context.Context, c *edge.Client, id string) error {
				_, err := c.UpdateDataExport(ctx, id, []api.Int64{1})
				return err
			},
		},
	}
}

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
	for _, n := range sharedNouns() {
		t.Run(n.kind, func(t *testing.T) {
			t.Parallel()
			var off []string
			mock, c := estate(t, n.kind, 60, mockapi.Options{Undocumented: true}, allowUndocumented, func(c *edge.Config) {
				c.BatchingOff = func(_ context.Context, operation, reason string) { off = append(off, operation+": "+reason) }
			})
			ctx := t.Context()
			read := func(from, to int) {
				tenAtATime(to-from, func(i int) {
					id := "o" + strconv.Itoa(from+i)
					got, err := n.read(ctx, c, id)
					if err != nil || identifierOf(got) != id {
						t.Errorf("%s: %+v, %v", id, got, err)
					}
				})
			}
			byID := 3
			if n.get == "" {
				byID = 0
			}
			read(0, 60)
			wantCounts(t, mock, map[string]int{"tokenLogin": 1, n.get: byID, n.list: 1})
			if found, err := n.all(ctx, c); err != nil || found != 60 {
				t.Errorf("the list holds %d objects, %v", found, err)
			}
			wantCounts(t, mock, map[string]int{"tokenLogin": 1, n.get: byID, n.list: 1})
			shared, _ := n.read(ctx, c, "o50")
			fresh, _ := n.fresh(ctx, c, "o50")
			if field := api.Difference(shared, fresh); field != "" && n.kind != mockapi.KindDataExport {
				t.Errorf("a shared read and a fresh one differ in %s", field)
			}
			mock.ResetJournal()
			if err := n.write(ctx, c, "o50"); err != nil {
				t.Fatal(err)
			}
			mock.ResetJournal()
			written, err := n.read(ctx, c, "o50")
			if err != nil || n.kind != mockapi.KindDataExport && !strings.Contains(fmt.Sprint(written), "written") {
				t.Errorf("after a write: %+v, %v", written, err)
			}
			if found, err := n.all(ctx, c); err != nil || found != 60 {
				t.Errorf("after a write the list holds %d objects, %v", found, err)
			}
			read(0, 50)
			if n.get != "" {
				wantCounts(t, mock, map[string]int{n.get: 1, n.list: 1})
			} else {
				wantCounts(t, mock, map[string]int{n.list: 1})
			}
			if len(off) != 0 {
				t.Errorf("turned off: %q", off)
			}
		})
	}
}

func identifierOf(o any) string { return reflect.ValueOf(o).FieldByName("UUID").String() }

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
