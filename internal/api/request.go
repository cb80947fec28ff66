package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"

	"github.com/hashicorp/go-retryablehttp"
)

// Request is one call of an operation. It prints as a placeholder, because it holds credentials.
type Request struct {
	// Operation is the operationId of the contract, for messages and logs.
	Operation string
	// Method is the HTTP method. It says nothing about retries: see Idempotent.
	Method string
	// Route is the path as in the contract, "/api/v1/apps/{uuid}", relative to the endpoint, with a slash at its
	// beginning.
	Route string
	// PathParams holds a value for each parameter of Route, and no other. Values are escaped as one path element each.
	// An empty one is an error, and so are "." and "..": servers and proxies take those for another path, however they
	// are escaped.
	PathParams map[string]string
	// Query is added to the URL.
	Query url.Values
	// Header is added to the request, and wins over what Do sets by itself (Accept, Content-Type, User-Agent).
	Header http.Header
	// Body is sent as JSON, without HTML escaping and without a line break at its end. Nil sends no body.
	Body any
	// Idempotent says that repeating the request is harmless. Only then is it sent again when it may have been carried
	// out already; the method is not looked at.
	Idempotent bool
	// Inferred says that no document gives the route, which is told in an Error.
	Inferred bool
	// IssuesSecret says that the answer may hold a secret that was made just now, which nobody can take out of a text. An
	// answer in JSON that is not understood is not shown then.
	IssuesSecret bool
	// Answered is told the header of the answer that counts, before its body is looked at. Nil: nobody is.
	Answered func(http.Header)
	// Secrets are further values that no error text of this request may show. Values of an Authorization header are
	// among them without being listed.
	Secrets []string
}

// String names the operation and nothing else.
func (r Request) String() string {
	return fmt.Sprintf("api.Request{Operation:%q, Method:%q, Route:%q, %s}", r.Operation, r.Method, r.Route, redacted)
}

// GoString is String.
func (r Request) GoString() string { return r.String() }

// Format prints String for every verb.
func (r Request) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(r.String())) }

// LogValue is String.
func (r Request) LogValue() slog.Value { return slog.StringValue(r.String()) }

// MarshalJSON gives String, so that an encoded Request tells no credential.
func (r Request) MarshalJSON() ([]byte, error) { return json.Marshal(r.String()) }

// newRequest builds what is sent. Its errors are mistakes of the caller or of the configuration.
func (c *Client) newRequest(ctx context.Context, r Request) (*retryablehttp.Request, error) {
	if r.Method == "" {
		return nil, errors.New("the request has no method")
	}
	u, err := c.url(r)
	if err != nil {
		return nil, err
	}
	plain, err := http.NewRequestWithContext(ctx, r.Method, "/", nil)
	if err != nil {
		return nil, err
	}
	plain.URL, plain.Host = u, u.Host
	plain.Header.Set("Accept", "application/json")
	if c.userAgent != "" {
		plain.Header.Set("User-Agent", c.userAgent)
	}
	if r.Body != nil {
		plain.Header.Set("Content-Type", "application/json")
	}
	for name, values := range r.Header {
		for _, v := range values {
			// The usual case is a token read from a file together with the line break at its end.
			if strings.ContainsFunc(v, isControl) {
				return nil, fmt.Errorf("the value for the header %s holds a line break or another control character", name)
			}
		}
		plain.Header[http.CanonicalHeaderKey(name)] = append([]string(nil), values...)
	}
	req, err := retryablehttp.FromRequest(plain)
	if err != nil {
		return nil, err
	}
	if r.Body == nil {
		return req, nil
	}
	body, err := encode(r.Body)
	if err != nil {
		return nil, fmt.Errorf("encoding the request body: %w", err)
	}
	return req, req.SetBody(body)
}

// EncodeBody returns v as Request.Body is sent, with the texts of its secrets: to measure or compare, not to keep.
func EncodeBody(v any) ([]byte, error) { return encode(v) }

// encode gives the text of secrets, which no other encoding does. It keeps "<", ">" and "&" as they are: escaped they count six bytes each against the services' limits.
func encode(v any) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(revealed(v)); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}

func (c *Client) url(r Request) (*url.URL, error) {
	path, err := expandRoute(r.Route, r.PathParams)
	if err != nil {
		return nil, err
	}
	u := c.Endpoint()
	u.RawPath = u.EscapedPath() + path
	if u.Path, err = url.PathUnescape(u.RawPath); err != nil {
		return nil, fmt.Errorf("the route %q is not a URL path", r.Route)
	}
	// For a RawPath that it does not like, package url escapes Path anew: an escaped slash would become a real one.
	if u.EscapedPath() != u.RawPath {
		return nil, fmt.Errorf("the route %q is not a URL path", r.Route)
	}
	u.RawQuery = r.Query.Encode()
	return u, nil
}

// expandRoute returns the escaped path of a route.
func expandRoute(route string, params map[string]string) (string, error) {
	if !strings.HasPrefix(route, "/") {
		return "", fmt.Errorf("the route %q does not begin with a slash", route)
	}
	var path strings.Builder
	used := 0
	for rest := route; rest != ""; {
		literal, after, found := strings.Cut(rest, "{")
		if strings.ContainsAny(literal, "?#}") {
			return "", fmt.Errorf("the route %q is not a URL path", route)
		}
		path.WriteString(literal)
		if !found {
			break
		}
		name, next, closed := strings.Cut(after, "}")
		if !closed {
			return "", fmt.Errorf("the route %q has a brace that is not closed", route)
		}
		value, given := params[name]
		switch {
		case !given:
			return "", fmt.Errorf("the route %q needs a value for %s", route, name)
		case value == "":
			return "", fmt.Errorf("the value for %s in the route %q is empty", name, route)
		case value == "." || value == "..":
			return "", fmt.Errorf("%q cannot be the value for %s in the route %q: it would address another path", value, name, route)
		}
		path.WriteString(url.PathEscape(value))
		used++
		rest = next
	}
	if used != len(params) {
		return "", fmt.Errorf("the route %q has %d parameters, but %d values were given", route, used, len(params))
	}
	for element := range strings.SplitSeq(path.String(), "/") {
		// Whole elements count: a dot beside a parameter is none.
		if plain, err := url.PathUnescape(element); err == nil && (plain == "." || plain == "..") {
			return "", fmt.Errorf("the route %q is not a URL path: it would address another one", route)
		}
	}
	return path.String(), nil
}

func isControl(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }
