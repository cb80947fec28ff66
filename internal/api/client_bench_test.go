package api_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

func BenchmarkDo(b *testing.B) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("X-Request-Id", "0123456789")
		_, _ = io.WriteString(w, `{"name":"x"}`)
	}))
	b.Cleanup(server.Close)
	c, err := api.New(config(server.URL, func(cfg *api.Config) { cfg.Secrets = []string{"a-long-token-of-some-service"} }))
	if err != nil {
		b.Fatal(err)
	}
	r := get("/things/{id}")
	r.PathParams = map[string]string{"id": "7"}
	r.Header = http.Header{"Authorization": {"Bearer a-long-token-of-some-service"}}
	b.ReportAllocs()
	for b.Loop() {
		var out struct{ Name string }
		if err := c.Do(b.Context(), r, &out); err != nil {
			b.Fatal(err)
		}
	}
}
