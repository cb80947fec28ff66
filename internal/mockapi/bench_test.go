package mockapi_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// The provider's own speed is measured against the mock, so the mock has to be faster by far.
func BenchmarkThousandApps(b *testing.B) {
	m, err := mockapi.New(mockapi.Options{})
	if err != nil {
		b.Fatal(err)
	}
	for i := range 1000 {
		m.Put(mockapi.KindApp, object{
			"uuid": fmt.Sprint(i), "name": fmt.Sprint(i), "host": "h", "tags": []string{"a", "b"}, "tcp_ports": []int{1, 2},
		})
	}
	token := m.IssueSession()
	for name, path := range map[string]string{"read": "/edge/api/v1/apps/500", "list": "/edge/api/v1/apps"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, path, nil)
				r.Header.Set("Authorization", "Bearer "+token)
				w := httptest.NewRecorder()
				if m.ServeHTTP(w, r); w.Code != http.StatusOK {
					b.Fatal(w.Body)
				}
			}
		})
	}
}
