package api

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// ParseEndpoint reads a base URL and returns it without a trailing slash. Its errors are for the practitioner who wrote
// the value, and do not repeat it, since a URL may carry a password.
func ParseEndpoint(endpoint string) (*url.URL, error) {
	if strings.TrimSpace(endpoint) == "" {
		return nil, errors.New("the endpoint is empty: give a URL such as https://edge.example.com")
	}
	u, err := url.Parse(endpoint)
	if err != nil { // not wrapped: the text of the cause repeats parts of the URL
		return nil, errors.New("the endpoint is not a URL: give one such as https://edge.example.com")
	}
	switch {
	case u.Scheme != "https" && u.Scheme != "http", u.Hostname() == "":
		return nil, errors.New(`the endpoint must begin with "https://" and a host name, as https://edge.example.com does`)
	case u.User != nil:
		return nil, errors.New("the endpoint must not hold a user name or a password: credentials have arguments of their own")
	case u.RawQuery != "" || strings.Contains(endpoint, "?"):
		return nil, errors.New(`the endpoint must not have a query (the part from "?")`)
	case strings.Contains(endpoint, "#"):
		return nil, errors.New(`the endpoint must not have a fragment (the part from "#")`)
	case hasDotSegment(u.Path):
		return nil, errors.New(`the path of the endpoint must not contain "." or ".." elements`)
	case u.Scheme == "http" && !isLoopback(u.Hostname()):
		return nil, fmt.Errorf("the endpoint must begin with \"https://\": plain http would show the credentials to everybody "+
			"between here and %s, and is taken only for this computer itself (localhost, 127.0.0.0/8, ::1)", u.Hostname())
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return nil, errors.New("the port of the endpoint must be between 1 and 65535")
		}
	}
	path := strings.TrimRight(u.EscapedPath(), "/")
	if u.Path, err = url.PathUnescape(path); err != nil {
		return nil, errors.New("the path of the endpoint is not escaped as a URL path must be")
	}
	u.RawPath = path
	return u, nil
}

// isLoopback does not resolve names: what a name points to may change between this check and the request.
func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.Unmap().IsLoopback()
}

// hasDotSegment reports whether servers and proxies would take an element of the unescaped path for "this directory" or
// "the one above".
func hasDotSegment(path string) bool {
	for element := range strings.SplitSeq(path, "/") {
		if element == "." || element == ".." {
			return true
		}
	}
	return false
}
