package edge_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// kindsOfLists are the kinds of objects by the operation that lists them.
func kindsOfLists() map[string]string {
	return map[string]string{
		"queryAccesses": mockapi.KindAccess, "queryApps": mockapi.KindApp, "queryPolicies": mockapi.KindPolicy, "queryWorkflows": mockapi.KindWorkflow,
		"queryPostureAttributes": mockapi.KindPostureAttribute, "queryPostureProfiles": mockapi.KindPostureProfile,
		"queryNotificationChannels": mockapi.KindNotificationChannel, "queryTokens": mockapi.KindToken, "queryDataExportConfigs": mockapi.KindDataExport,
	}
}

// TestWrites_outdateLists: after a write, the lists of the kind that was written and of those that name it are had anew, and
// no other. Whether a write ends well makes no difference.
func TestWrites_outdateLists(t *testing.T) {
	t.Parallel()
	one := []api.Int64{1}
	namesApps, namesWorkflows := []string{"queryAccesses", "queryApps", "queryPolicies"}, []string{"queryPolicies", "queryWorkflows"}
	namesAttributes := []string{"queryPostureAttributes", "queryPostureProfiles"}
	writes := map[string]struct {
		do    func(context.Context, *edge.Client) error
		lists []string // that are outdated, in order
	}{
		"createApp": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Apps.Create(ctx, edge.App{Name: "n"}))
		}, namesApps},
		"deployApp": {func(ctx context.Context, c *edge.Client) error {
			_, _, err := c.Apps.Deploy(ctx, edge.App{Name: "n"})
			return err
		}, namesApps},
		"updateApp": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Apps.Update(ctx, "o0", edge.App{Name: "n"}, nil))
		}, namesApps},
		"deleteApp": {func(ctx context.Context, c *edge.Client) error { return c.Apps.Delete(ctx, "o0") }, namesApps},
		"createAccess": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Accesses.Create(ctx, edge.Access{Description: "d"}))
		}, []string{"queryAccesses"}},
		"updateAccess": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Accesses.Update(ctx, "o0", edge.Access{Description: "d"}, nil))
		}, []string{"queryAccesses"}},
		"createPolicy": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Policies.Create(ctx, edge.Policy{Name: "n"}, ""))
		}, []string{"queryPolicies"}},
		"updatePolicy": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Policies.Update(ctx, "o0", edge.Policy{Name: "n"}, nil, 0))
		}, []string{"queryPolicies"}},
		"createWorkflow": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Workflows.Create(ctx, edge.Workflow{Name: "n"}))
		}, namesWorkflows},
		"updateWorkflow": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Workflows.Update(ctx, "o0", edge.Workflow{Name: "n"}, nil))
		}, namesWorkflows},
		"createPostureAttribute": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.PostureAttributes.Create(ctx, edge.PostureAttribute{Name: "n"}))
		}, namesAttributes},
		"updatePostureAttribute": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.PostureAttributes.Update(ctx, "o0", edge.PostureAttribute{Name: "n"}, nil))
		}, namesAttributes},
		"deletePostureAttribute": {func(ctx context.Context, c *edge.Client) error { return c.PostureAttributes.Delete(ctx, "o0") }, namesAttributes},
		"createPostureProfile": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.PostureProfiles.Create(ctx, edge.PostureProfile{Name: "n"}))
		}, []string{"queryPostureProfiles"}},
		"updatePostureProfile": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.PostureProfiles.Update(ctx, "o0", edge.PostureProfile{Name: "n"}, nil))
		}, []string{"queryPostureProfiles"}},
		"deletePostureProfile": {func(ctx context.Context, c *edge.Client) error { return c.PostureProfiles.Delete(ctx, "o0") }, []string{"queryPostureProfiles"}},
		"createNotificationChannel": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.NotificationChannels.Create(ctx, edge.NotificationChannel{Name: "n"}, edge.ChannelAuthorization{}))
		}, []string{"queryNotificationChannels"}},
		"updateNotificationChannel": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.NotificationChannels.Update(ctx, "o0", edge.NotificationChannel{Name: "n"}, nil))
		}, []string{"queryNotificationChannels"}},
		"deleteNotificationChannel": {func(ctx context.Context, c *edge.Client) error { return c.NotificationChannels.Delete(ctx, "o0") }, []string{"queryNotificationChannels"}},
		"createToken": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Tokens.Create(ctx, edge.NewToken{Name: "n"}))
		}, []string{"queryTokens"}},
		"updateToken": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Tokens.Update(ctx, "o0", edge.TokenUpdate{Name: "n"}))
		}, []string{"queryTokens"}},
		"createTemporaryAccessToken": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Tokens.CreateTemporary(ctx, "user:a", 60))
		}, []string{"queryTokens"}},
		"createDataExportConfig": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.DataExports.Create(ctx, edge.DataExport{S3BucketName: "b", DataExportTypes: one}))
		}, []string{"queryDataExportConfigs"}},
		"updateDataExportConfig": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.DataExports.Update(ctx, "o0", edge.DataExport{DataExportTypes: one}, nil))
		}, []string{"queryDataExportConfigs"}},
		"deleteDataExportConfig": {func(ctx context.Context, c *edge.Client) error { return c.DataExports.Delete(ctx, "o0") }, []string{"queryDataExportConfigs"}},

		"validateDataExportConfig":  {func(ctx context.Context, c *edge.Client) error { return c.DataExports.Validate(ctx, "o0") }, nil},
		"getDataExportBucketPolicy": {func(ctx context.Context, c *edge.Client) error { return failure(c.DataExports.BucketPolicy(ctx, "b")) }, nil},
	}
	for operation, route := range client(t, "http://localhost").Routes() {
		if _, ok := writes[operation]; !ok && route.Method != "GET" {
			t.Errorf("%s is not in the table of this test", operation)
		}
	}
	for operation, w := range writes {
		for name, fault := range map[string]mockapi.Fault{"done": {}, "refused": {Operation: operation, Status: 403}} {
			t.Run(operation+"/"+name, func(t *testing.T) {
				t.Parallel()
				mock, url := remembering(t, mockapi.Options{Undocumented: true})
				for _, kind := range kindsOfLists() {
					fill(mock, kind, 1)
				}
				c := client(t, url, allowUndocumented, func(c *edge.Config) { c.ReadBatching = true })
				lists := func() []string {
					mock.ResetJournal()
					if err := readLists(t.Context(), c); err != nil {
						t.Error(err)
					}
					var asked []string
					for _, e := range mock.Journal() {
						if e.Operation != "tokenLogin" {
							asked = append(asked, e.Operation)
						}
					}
					slices.Sort(asked)
					return asked
				}
				if all := lists(); !slices.Equal(all, slices.Sorted(maps.Keys(kindsOfLists()))) {
					t.Errorf("first the lists had anew were %v", all)
				}
				if again := lists(); len(again) != 0 {
					t.Errorf("without a write the lists had anew were %v", again)
				}
				if fault.Operation != "" {
					mock.Inject(fault)
				}
				mock.ResetJournal()
				if err := w.do(t.Context(), c); (err == nil) != (fault.Operation == "") {
					t.Errorf("the write ends with %v", err)
				}
				if journal := mock.Journal(); len(journal) == 0 || journal[0].Operation != operation {
					t.Errorf("the requests were %v", journal)
				}
				if got := lists(); !slices.Equal(got, w.lists) {
					t.Errorf("the lists had anew were %v, want %v", got, w.lists)
				}
			})
		}
	}
}

// failure is the error of a call.
func failure[T any](_ T, err error) error { return err }

// readLists reads the shared list of every kind.
func readLists(ctx context.Context, c *edge.Client) error {
	return errors.Join(
		readList(ctx, c.Accesses.Objects), readList(ctx, c.Apps.Objects), readList(ctx, c.Policies.Objects), readList(ctx, c.Workflows.Objects),
		readList(ctx, c.PostureAttributes.Objects), readList(ctx, c.PostureProfiles.Objects), readList(ctx, c.NotificationChannels.Objects),
		readList(ctx, c.Tokens.Objects), readList(ctx, c.DataExports.Objects),
	)
}

func readList[T edge.Object](ctx context.Context, o *edge.Objects[T]) error {
	_, err := o.ReadAll(ctx)
	return err
}
