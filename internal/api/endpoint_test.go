package api_test

import (
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

func TestEndpoints(t *testing.T) {
	t.Parallel()
	for endpoint, want := range map[string]string{
		"https://edge.example.com":          "https://edge.example.com",
		"https://edge.example.com/":         "https://edge.example.com",
		"https://edge.example.com/api/v1//": "https://edge.example.com/api/v1",
		"HTTPS://edge.example.com:8443/a":   "https://edge.example.com:8443/a",
		"https://edge.example.com/a%2Fb/":   "https://edge.example.com/a%2Fb",
		"https://[2001:db8::1]/":            "https://[2001:db8::1]",
		"http://localhost:8080":             "http://localhost:8080",
		"http://LOCALHOST":                  "http://LOCALHOST",
		"http://127.0.0.1:1":                "http://127.0.0.1:1",
		"http://127.255.1.2":                "http://127.255.1.2",
		"http://[::1]:80":                   "http://[::1]:80",
		"http://[::ffff:127.0.0.1]":         "http://[::ffff:127.0.0.1]",
	} {
		u, err := api.ParseEndpoint(endpoint)
		if err != nil || u.String() != want {
			t.Errorf("%q: got %v, %v", endpoint, u, err)
		}
		if c, err := api.New(api.Config{Endpoint: endpoint}); err != nil || c.Endpoint().String() != want {
			t.Errorf("New(%q): %v", endpoint, err)
		}
	}
	for endpoint, says := range map[string]string{
		"":                                   "empty",
		"  ":                                 "empty",
		"edge.example.com":                   `"https://"`,
		"edge.example.com:443":               `"https://"`,
		"/api":                               `"https://"`,
		"//edge.example.com":                 `"https://"`,
		"ftp://edge.example.com":             `"https://"`,
		"https:edge.example.com":             `"https://"`,
		"https://":                           `"https://"`,
		"https://:443":                       `"https://"`,
		"https://exa mple.com":               "not a URL",
		" https://edge.example.com":          "not a URL",
		"https://edge.example.com:s3cr3t":    "not a URL",
		"https://edge.example.com:0":         "port",
		"https://edge.example.com:65536":     "port",
		"https://me:s3cr3t@edge.example.com": "user name",
		"https://me@edge.example.com":        "user name",
		"https://edge.example.com/?k=s3cr3t": "query",
		"https://edge.example.com/?":         "query",
		"https://edge.example.com/#s3cr3t":   "fragment",
		"https://edge.example.com/#":         "fragment",
		"https://edge.example.com/a/../b":    "..",
		"https://edge.example.com/%2e%2e/b":  "..",
		"http://edge.example.com":            "show the credentials",
		"http://localhost.example.com":       "show the credentials",
		"http://127.0.0.1.example.com":       "show the credentials",
		"http://128.0.0.1":                   "show the credentials",
		"http://0.0.0.0":                     "show the credentials",
		"http://[::2]":                       "show the credentials",
	} {
		u, err := api.ParseEndpoint(endpoint)
		if err == nil {
			t.Errorf("%q: got %v", endpoint, u)
			continue
		}
		contains(t, err.Error(), says)
		if strings.Contains(err.Error(), "s3cr3t") {
			t.Errorf("%q: %v", endpoint, err)
		}
		if _, err := api.New(api.Config{Endpoint: endpoint}); err == nil {
			t.Errorf("New(%q) succeeds", endpoint)
		}
	}
	for endpoint, says := range map[string]string{
		"wss://push.example.com/a%2Fb/?v=1": "", "ws://localhost:1/": "", "ws://[::1]": "",
		" ": "empty", "https://push.example.com": `"wss://"`, "ws://push.example.com": "show the credentials", "wss://": `"wss://"`,
		"wss://me:s3cr3t@push.example.com": "user name", "wss://push.example.com/#s3cr3t": "fragment", "wss://push.example.com:0": "port", "wss://exa mple.com": "not a URL",
	} {
		u, err := api.ParseWebSocketEndpoint(endpoint)
		if says == "" && (err != nil || u.String() != endpoint) {
			t.Errorf("%q: got %v, %v", endpoint, u, err)
		}
		if says != "" && (err == nil || !strings.Contains(err.Error(), says) || strings.Contains(err.Error(), "s3cr3t")) {
			t.Errorf("%q: got %v, %v", endpoint, u, err)
		}
	}
	c := clientFor(t, "https://edge.example.com/a")
	c.Endpoint().Path = "/changed"
	if c.Endpoint().Path != "/a" {
		t.Error("Endpoint gives out the original")
	}
}
