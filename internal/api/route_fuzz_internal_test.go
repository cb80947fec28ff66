package api

import (
	"net/url"
	"strings"
	"testing"
)

// FuzzRoute: a value in a path never changes the endpoint. Whatever the endpoint, the route and the value: the request goes
// to the same host, its path has as many elements as the route says, and the element of the value is the value.
func FuzzRoute(f *testing.F) {
	for _, endpoint := range []string{"", "/", "/base", "/base/", "/a%2Fb/c", "/a b", "/..", "//", "/é", "/?q", "/#f", "@evil.example.com", ":1/x"} {
		f.Add(endpoint, "/api/v1/apps/", "/deploy", "app:acme.tcp.0/git 1")
	}
	for _, value := range []string{"", ".", "..", "/", "//evil.example.com", "../..", "%2e%2e", "%2F", "%", "a?b", "a#b", "a;b", "a\x00b", "a\r\nHost: x", "é", "\xff", "{uuid}", "a+b"} {
		f.Add("/base", "/api/v1/apps/", "", value)
	}
	for _, route := range []string{"/", "//evil.example.com/", "/%2e%2e/", "/../", "/a%2Fb/", "/{other}/", "/a?b=", "/a#", "x", "/{", "/}", "/%", "/a b/"} {
		f.Add("/base", route, "/x", "id")
	}
	f.Add("/base", "/x/.", "", ".")
	f.Fuzz(func(t *testing.T, path, before, after, value string) {
		c, err := New(Config{Endpoint: "https://edge.example.com" + path})
		if err != nil {
			return
		}
		u, err := c.url(Request{Route: before + "{uuid}" + after, PathParams: map[string]string{"uuid": value}})
		if err != nil {
			return
		}
		again, err := url.Parse(u.String())
		if err != nil {
			t.Fatalf("%q cannot be read again: %v", u, err)
		}
		if host, want := again.Hostname(), c.Endpoint().Hostname(); host != want || again.RawQuery != "" || again.Fragment != "" || again.User != nil {
			t.Errorf("the URL is %q, the host should be %q and nothing but a path follow", u, want)
		}
		elements := strings.Split(strings.TrimPrefix(again.EscapedPath(), c.Endpoint().EscapedPath()), "/")
		template := strings.Split(before+"{uuid}"+after, "/")
		if len(elements) != len(template) {
			t.Fatalf("%q has %d elements, the route %q has %d", u, len(elements), before+"{uuid}"+after, len(template))
		}
		for i, element := range template {
			if !strings.Contains(element, "{uuid}") {
				if elements[i] != element {
					t.Errorf("element %d of %q is %q, want %q", i, u, elements[i], element)
				}
				continue
			}
			if plain, _ := url.PathUnescape(elements[i]); plain == "." || plain == ".." {
				t.Errorf("element %d of %q addresses another path", i, u)
			}
			want := strings.ReplaceAll(element, "{uuid}", url.PathEscape(value))
			if got, err := url.PathUnescape(url.PathEscape(value)); elements[i] != want || err != nil || got != value {
				t.Errorf("element %d of %q is %q, want %q", i, u, elements[i], want)
			}
		}
	})
}
