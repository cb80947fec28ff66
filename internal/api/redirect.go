package api

import (
	"fmt"
	"net/http"
	"net/url"
)

const maxRedirects = 3

// checkRedirect follows a read on the same host only: http.Client turns a redirected POST or DELETE into a GET, whose
// success would say nothing, and another host is not to see the credentials.
func checkRedirect(req *http.Request, via []*http.Request) error {
	first := via[0]
	read := first.Method == http.MethodGet || first.Method == http.MethodHead
	if !read || !sameOrigin(first.URL, req.URL) || len(via) > maxRedirects {
		return http.ErrUseLastResponse
	}
	return nil
}

// sameOrigin takes a port that is left out for another origin than the same port written out, which costs a redirect
// and no credential.
func sameOrigin(a, b *url.URL) bool { return a.Scheme == b.Scheme && a.Host == b.Host }

// redirectMessage describes a redirect that was not followed; it is empty for other answers.
func redirectMessage(resp *http.Response) string {
	if resp.StatusCode < 300 || resp.StatusCode > 399 {
		return ""
	}
	location := resp.Header.Get("Location")
	if location == "" {
		return "the service answers with a redirect, but not where to"
	}
	u, err := resp.Request.URL.Parse(location)
	if err != nil {
		return "the service answers with a redirect to something that is not a URL"
	}
	// User name, query and fragment may hold a credential. The path is shown unescaped, as the redactor can read it.
	return fmt.Sprintf("the service redirects to %s://%s%s, which is not followed", u.Scheme, u.Host, u.Path)
}
