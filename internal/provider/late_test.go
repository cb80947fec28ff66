package provider_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestCreate_carriedOutLate: the first request of a create is carried out while its repetition is. The practitioner is told
// of the twin, and the object whose answer arrived is in state.
func TestCreate_carriedOutLate(t *testing.T) {
	t.Parallel()
	mock, err := mockapi.New(mockapi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	creates := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/apps") {
			if creates++; creates == 1 {
				w.WriteHeader(http.StatusBadGateway)
				return
			}
			mock.Put(mockapi.KindApp, mockapi.Object{"uuid": "late", "name": "n", "create_time": time.Now().UnixMilli()})
		}
		mock.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	l := (&acctest.Services{Mock: mock, URL: server.URL}).Lifecycle(t, "zerotrust_app", "")
	said := l.Apply(t.Context(), `{"name":"n"}`)
	id := acctest.TextOf(t, l.Attributes()["id"])
	acctest.Says(t, said, "warning: Possibly Created Twice: ", "that made "+id, "the service also has late")
	l.NothingToDo(t, `{"name":"n"}`)
}
