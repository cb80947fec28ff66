package edge_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// BenchmarkList_apps is what a list of ten thousand apps costs its reader.
func BenchmarkList_apps(b *testing.B) {
	mock, err := mockapi.New(mockapi.Options{})
	if err != nil {
		b.Fatal(err)
	}
	fill(mock, mockapi.KindApp, 10_000)
	request := httptest.NewRequestWithContext(b.Context(), http.MethodGet, "/edge/api/v1/apps", nil)
	request.Header.Set("Authorization", "Bearer "+mock.IssueSession())
	recorder := httptest.NewRecorder()
	mock.ServeHTTP(recorder, request)
	body := recorder.Body.Bytes()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(body)
	}))
	b.Cleanup(server.Close)
	c := client(b, server.URL, func(c *edge.Config) { c.Auth, c.APIToken = edge.AuthBearer, "session-jwt" })
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if apps, err := c.Apps.List(b.Context()); err != nil || len(apps) != 10_000 {
			b.Fatal(len(apps), err)
		}
	}
}
