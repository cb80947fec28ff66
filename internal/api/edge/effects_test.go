package edge_test

import (
	"context"
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
		"queryIntegrations": mockapi.KindIntegration, "queryGroups": mockapi.KindGroup,
		"queryCards": mockapi.KindCard, "queryDashboards": mockapi.KindDashboard,
		"queryNotificationChannels": mockapi.KindNotificationChannel, "queryTokens": mockapi.KindToken, "queryDataExportConfigs": mockapi.KindDataExport,
		"queryCaCertificates": mockapi.KindCACertificate, "queryConnectors": mockapi.KindConnector,
		"queryAppControlPolicies": mockapi.KindAppControlPolicy,
		"queryAlertConfigs":       mockapi.KindAlertConfig, "queryUsers": mockapi.KindUser, "queryBlobs": mockapi.KindBlob,
	}
}

// TestWrites_outdateLists: after a write, no older list answers for the object that was written, nor for any object of the
// kinds that name it, and it goes on to answer for all others. Whether a write ends well makes no difference.
func TestWrites_outdateLists(t *testing.T) {
	t.Parallel()
	one := []api.Int64{1}
	nameApps, nameWorkflows, nameAttributes := []string{"queryAccesses", "queryPolicies"}, []string{"queryPolicies"}, []string{"queryPostureProfiles"}
	nameUsers := []string{"queryAlertConfigs", "queryNotificationChannels", "queryPolicies", "queryWorkflows"}
	writes := map[string]struct {
		do     func(context.Context, *edge.Client) error
		object string   // list of the kind whose object o0 is written; "": what is written is new
		lists  []string // of which nothing is used any more
	}{
		"createApp": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Apps.Create(ctx, edge.App{Name: "n"}))
		}, "", nameApps},
		"deployApp": {func(ctx context.Context, c *edge.Client) error {
			_, _, err := c.Apps.Deploy(ctx, edge.App{Name: "n"})
			return err
		}, "", nameApps},
		"updateApp": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Apps.Update(ctx, "o0", edge.App{Name: "n"}, nil))
		}, "queryApps", nameApps},
		"deleteApp": {func(ctx context.Context, c *edge.Client) error { return c.Apps.Delete(ctx, "o0") }, "queryApps", nameApps},
		"createAccess": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Accesses.Create(ctx, edge.Access{Description: "d"}))
		}, "", nil},
		"updateAccess": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Accesses.Update(ctx, "o0", edge.Access{Description: "d"}, nil))
		}, "queryAccesses", nil},
		"createPolicy": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Policies.Create(ctx, edge.Policy{Name: "n"}, ""))
		}, "", nil},
		"updatePolicy": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Policies.Update(ctx, "o0", edge.Policy{Name: "n"}, nil, 0))
		}, "queryPolicies", nil},
		"createWorkflow": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Workflows.Create(ctx, edge.Workflow{Name: "n"}))
		}, "", nameWorkflows},
		"updateWorkflow": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Workflows.Update(ctx, "o0", edge.Workflow{Name: "n"}, nil))
		}, "queryWorkflows", nameWorkflows},
		"createPostureAttribute": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.PostureAttributes.Create(ctx, edge.PostureAttribute{Name: "n"}))
		}, "", nameAttributes},
		"updatePostureAttribute": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.PostureAttributes.Update(ctx, "o0", edge.PostureAttribute{Name: "n"}, nil))
		}, "queryPostureAttributes", nameAttributes},
		"deletePostureAttribute": {func(ctx context.Context, c *edge.Client) error { return c.PostureAttributes.Delete(ctx, "o0") }, "queryPostureAttributes", nameAttributes},
		"createPostureProfile": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.PostureProfiles.Create(ctx, edge.PostureProfile{Name: "n"}))
		}, "", nil},
		"updatePostureProfile": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.PostureProfiles.Update(ctx, "o0", edge.PostureProfile{Name: "n"}, nil))
		}, "queryPostureProfiles", nil},
		"deletePostureProfile": {func(ctx context.Context, c *edge.Client) error { return c.PostureProfiles.Delete(ctx, "o0") }, "queryPostureProfiles", nil},
		"createNotificationChannel": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.NotificationChannels.Create(ctx, edge.NotificationChannel{Name: "n"}, edge.ChannelAuthorization{}))
		}, "", nil},
		"updateNotificationChannel": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.NotificationChannels.Update(ctx, "o0", edge.NotificationChannel{Name: "n"}, nil))
		}, "queryNotificationChannels", nil},
		"deleteNotificationChannel": {func(ctx context.Context, c *edge.Client) error { return c.NotificationChannels.Delete(ctx, "o0") }, "queryNotificationChannels", nil},
		"createToken": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Tokens.Create(ctx, edge.NewToken{Name: "n"}))
		}, "", nil},
		"updateToken": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Tokens.Update(ctx, "o0", edge.TokenUpdate{Name: "n"}))
		}, "queryTokens", nil},
		"createTemporaryAccessToken": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Tokens.CreateTemporary(ctx, "user:a", 60))
		}, "", nil},
		"createDataExportConfig": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.DataExports.Create(ctx, edge.DataExport{S3BucketName: "b", DataExportTypes: one}))
		}, "", nil},
		"updateDataExportConfig": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.DataExports.Update(ctx, "o0", edge.DataExport{DataExportTypes: one}, nil))
		}, "queryDataExportConfigs", nil},
		"deleteDataExportConfig": {func(ctx context.Context, c *edge.Client) error { return c.DataExports.Delete(ctx, "o0") }, "queryDataExportConfigs", nil},
		"createCaCertificate": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.CACertificates.Create(ctx, edge.CACertificate{Description: "d"}))
		}, "", nil},
		"updateCaCertificate": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.CACertificates.Update(ctx, "o0", edge.CACertificate{Description: "d"}, nil))
		}, "queryCaCertificates", nil},
		"deleteCaCertificate": {func(ctx context.Context, c *edge.Client) error { return c.CACertificates.Delete(ctx, "o0") }, "queryCaCertificates", nil},
		"createCard": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Cards.Create(ctx, edge.Card{Name: "n"}))
		}, "", nil},
		"updateCard": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Cards.Update(ctx, "o0", edge.Card{Name: "n"}, nil))
		}, "queryCards", nil},
		"deleteCard": {func(ctx context.Context, c *edge.Client) error { return c.Cards.Delete(ctx, "o0") }, "queryCards", nil},
		"createDashboard": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Dashboards.Create(ctx, edge.Dashboard{Name: "n"}))
		}, "", nil},
		"updateDashboard": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Dashboards.Update(ctx, "o0", edge.Dashboard{Name: "n"}, nil))
		}, "queryDashboards", nil},
		"deleteDashboard": {func(ctx context.Context, c *edge.Client) error { return c.Dashboards.Delete(ctx, "o0") }, "queryDashboards", nil},
		"createConnector": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Connectors.Create(ctx, edge.Connector{UniqueName: "n"}))
		}, "", nil},
		"updateConnector": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Connectors.Update(ctx, "o0", edge.Connector{Name: "n"}, nil))
		}, "queryConnectors", nil},
		"deleteConnector": {func(ctx context.Context, c *edge.Client) error { return c.Connectors.Delete(ctx, "o0") }, "queryConnectors", nil},
		"createAppControlPolicy": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.AppControlPolicies.Create(ctx, edge.AppControlPolicy{Name: "n"}))
		}, "", nameWorkflows}, // its child policies
		"updateAppControlPolicy": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.AppControlPolicies.Update(ctx, "o0", edge.AppControlPolicy{Name: "n"}, nil))
		}, "queryAppControlPolicies", nameWorkflows},
		"createBlob": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Blobs.Create(ctx, edge.Blob{Key: "n"}))
		}, "", nil}, // asks before
		"deleteBlob": {func(ctx context.Context, c *edge.Client) error { return c.Blobs.Delete(ctx, "o0") }, "queryBlobs", nil},
		"updateGroup": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Groups.Update(ctx, "o0", edge.Group{Name: "n"}, nil))
		}, "queryGroups", nameUsers},
		"createClientConfig": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.ClientConfigs.Create(ctx, edge.ClientConfig{Name: "n"}))
		}, "", nil},
		"updateClientConfig": {func(ctx context.Context, c *edge.Client) error { // which no list shows
			return failure(c.ClientConfigs.Update(ctx, "o0", edge.ClientConfig{Name: "n"}, nil))
		}, "", nil},
		"createIntegration": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Integrations.Create(ctx, edge.Integration{DisplayName: "n", DataSource: 101}, false))
		}, "", nil},
		"updateIntegration": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Integrations.Update(ctx, "o0", edge.Integration{FilterDomains: []string{"d"}}, nil))
		}, "queryIntegrations", nil},
		"deleteIntegration":   {func(ctx context.Context, c *edge.Client) error { return c.Integrations.Delete(ctx, "o0") }, "queryIntegrations", nil},
		"validateIntegration": {func(ctx context.Context, c *edge.Client) error { return c.Integrations.Validate(ctx, "o0") }, "", nil},

		"validateDataExportConfig": {func(ctx context.Context, c *edge.Client) error { return c.DataExports.Validate(ctx, "o0") }, "", nil},
		"answerWorkflowRun": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.AnswerWorkflowRun(ctx, "o0", edge.WorkflowRunAnswer{AnswerIndex: "0"}))
		}, "", nil},
		"createWorkflowRun": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.StartWorkflowRun(ctx, edge.WorkflowRunStart{}))
		}, "", nil},
		"revokeDocumentAccess": {func(ctx context.Context, c *edge.Client) error {
			return c.RevokeDocumentAccess(ctx, "o0", edge.AccessRevocation{})
		}, "", nil},
		"revokeDocumentSharing": {func(ctx context.Context, c *edge.Client) error {
			return c.RevokeDocumentSharing(ctx, "o0", edge.SharingRevocation{})
		}, "", nil},
		"updateOnboarding": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.UpdateOnboarding(ctx, edge.Onboarding{EULAVersion: "1"}))
		}, "", nil},
		"createAlertConfig": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.AlertConfigs.Create(ctx, edge.AlertConfig{Name: "n"}))
		}, "", nil},
		"updateAlertConfig": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.AlertConfigs.Update(ctx, "o0", edge.AlertConfig{Name: "n"}, nil))
		}, "queryAlertConfigs", nil},
		"deleteAlertConfig": {func(ctx context.Context, c *edge.Client) error { return c.AlertConfigs.Delete(ctx, "o0") }, "queryAlertConfigs", nil},
		"createUser": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Users.Create(ctx, edge.User{DisplayName: "n"}, edge.UserPII{}, false))
		}, "", nameUsers},
		"updateUser": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.Users.Update(ctx, "o0", edge.User{DisplayName: "n"}, nil))
		}, "queryUsers", nameUsers},

		"deleteDevices": {func(ctx context.Context, c *edge.Client) error {
			return c.DeleteDevices(ctx, []edge.DeviceToDelete{{UUID: "d0", UserUUID: "o0"}})
		}, "", nil},
		"promoteAlert": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.PromoteAlert(ctx, edge.Promotion{EventID: "e"}))
		}, "", nil},
		"performInvestigationAction": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.PerformAlertActions(ctx, []edge.PerformAlertAction{{AlertUUID: "a0"}}))
		}, "", nil},
		"performInvestigationActions": {func(ctx context.Context, c *edge.Client) error {
			return failure(c.PerformAlertActions(ctx, []edge.PerformAlertAction{{AlertUUID: "a0"}, {AlertUUID: "a0"}}))
		}, "", nil},
		"getDataExportBucketPolicy": {func(ctx context.Context, c *edge.Client) error { return failure(c.DataExports.BucketPolicy(ctx, "b")) }, "", nil},
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
					fill(mock, kind, 4)
				}
				fill(mock, mockapi.KindDocument, 1)
				fill(mock, mockapi.KindWorkflowRun, 1)
				fill(mock, mockapi.KindClientConfig, 1)
				mock.Put(mockapi.KindAlert, mockapi.Object{"uuid": "a0"})
				mock.Put(mockapi.KindDevice, mockapi.Object{"uuid": "d0", "user_uuid": "o0"})
				c := client(t, url, allowUndocumented, func(c *edge.Config) { c.ReadBatching = true })
				asked := func(ids ...string) (about []string) {
					t.Helper()
					for list, read := range readers(c) {
						for _, id := range ids {
							mock.ResetJournal()
							if err := read(t.Context(), id); err != nil {
								t.Error(err)
							}
							if len(mock.Journal()) > 0 {
								about = append(about, list+" "+id)
							}
						}
					}
					slices.Sort(about)
					return about
				}
				asked("o0", "o2", "o3", "o1")
				if again := asked("o1", "o0"); len(again) != 0 {
					t.Errorf("without a write the service was asked about %v", again)
				}
				if fault.Operation != "" {
					mock.Inject(fault)
				}
				mock.ResetJournal()
				if err := w.do(t.Context(), c); (err == nil) != (fault.Operation == "") {
					t.Errorf("the write ends with %v", err)
				}
				if journal := mock.Journal(); !slices.ContainsFunc(journal, func(e mockapi.Entry) bool { return e.Operation == operation }) {
					t.Errorf("the requests were %v", journal)
				}
				var want []string
				if w.object != "" {
					want = append(want, w.object+" o0")
				}
				for _, list := range w.lists {
					want = append(want, list+" o0", list+" o1")
				}
				slices.Sort(want)
				mock.ClearFaults()
				if got := asked("o1", "o0"); !slices.Equal(got, want) {
					t.Errorf("the service was asked about %v, want %v", got, want)
				}
			})
		}
	}
}

// failure is the error of a call.
func failure[T any](_ T, err error) error { return err }

// readers read one object of a kind, by the operation that lists the kind.
func readers(c *edge.Client) map[string]func(ctx context.Context, id string) error {
	return map[string]func(ctx context.Context, id string) error{
		"queryAccesses": reader(c.Accesses.Objects), "queryApps": reader(c.Apps.Objects), "queryPolicies": reader(c.Policies.Objects),
		"queryWorkflows": reader(c.Workflows.Objects), "queryPostureAttributes": reader(c.PostureAttributes.Objects),
		"queryPostureProfiles": reader(c.PostureProfiles.Objects), "queryNotificationChannels": reader(c.NotificationChannels.Objects),
		"queryIntegrations": reader(c.Integrations.Objects), "queryGroups": reader(c.Groups.Objects),
		"queryCards": reader(c.Cards.Objects), "queryDashboards": reader(c.Dashboards.Objects),
		"queryTokens": reader(c.Tokens.Objects), "queryDataExportConfigs": reader(c.DataExports.Objects),
		"queryCaCertificates": reader(c.CACertificates.Objects), "queryConnectors": reader(c.Connectors.Objects),
		"queryAppControlPolicies": reader(c.AppControlPolicies.Objects),
		"queryAlertConfigs":       reader(c.AlertConfigs.Objects), "queryUsers": reader(c.Users.Objects), "queryBlobs": reader(c.Blobs.Objects),
	}
}

func reader[T edge.Object](o *edge.Objects[T]) func(ctx context.Context, id string) error {
	return func(ctx context.Context, id string) error {
		if _, err := o.Read(ctx, id, nil); !api.IsNotFound(err) { // the write may have ended it
			return err
		}
		return nil
	}
}
