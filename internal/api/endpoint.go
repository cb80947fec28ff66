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
	if strings.Contains(endpoint, "?") {
		return nil, errors.New(`the endpoint must not have a query (the part from "?")`)
	}
	u, err := parseAddress(endpoint, "https", "http", "https://edge.example.com")
	if err != nil {
		return nil, err
	}
	if hasDotSegment(u.Path) {
		return nil, errors.New(`the path of the endpoint must not contain "." or ".." elements`)
	}
	path := strings.TrimRight(u.EscapedPath(), "/")
	if u.Path, err = url.PathUnescape(path); err != nil {
		return nil, errors.New("the path of the endpoint is not escaped as a URL path must be")
	}
	u.RawPath = path
	return u, nil
}

// ParseWebSocketEndpoint reads the address of a WebSocket, which is kept as it is, with its path and its query. Its errors are
// as those of ParseEndpoint.
func ParseWebSocketEndpoint(endpoint string) (*url.URL, error) {
	if strings.TrimSpace(endpoint) == "" {
		return nil, errors.New("the endpoint is empty: give a URL such as wss://push.example.com/socket")
	}
	return parseAddress(endpoint, "wss", "ws", "wss://push.example.com/socket")
}

// parseAddress reads a URL with one of two schemes, of which the plain one is for this computer only.
func parseAddress(endpoint, secure, plain, example string) (*url.URL, error) {
	u, err := url.Parse(endpoint)
	if err != nil { // not wrapped: the text of the cause repeats parts of the URL
		return nil, errors.New("the endpoint is not a URL: give one such as " + example)
	}
	switch {
	case u.Scheme != secure && u.Scheme != plain, u.Hostname() == "":
		return nil, fmt.Errorf("the endpoint must begin with %q and a host name, as %s does", secure+"://", example)
	case u.User != nil:
		return nil, errors.New("the endpoint must not hold a user name or a password: credentials have arguments of their own")
	case strings.Contains(endpoint, "#"):
		return nil, errors.New(`the endpoint must not have a fragment (the part from "#")`)
	case u.Scheme == plain && !isLoopback(u.Hostname()):
		return nil, fmt.Errorf("the endpoint must begin with %q: plain %s would show the credentials to everybody "+
			"between here and %s, and is taken only for this computer itself (localhost, 127.0.0.0/8, ::1)", secure+"://", plain, u.Hostname())
	}
	if port := u.Port(); port != "" {
		if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 {
			return nil, errors.New("the port of the endpoint must be between 1 and 65535")
		}
	}
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
