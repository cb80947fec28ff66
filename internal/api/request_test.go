package api_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

func TestWhatIsSent(t *testing.T) {
	t.Parallel()
	var got *http.Request
	var body string
	record := func(w http.ResponseWriter, r *http.Request) {
		b, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		got, body = r, string(b)
		_, _ = io.WriteString(w, `{"name":"x","unknown":{"field":1}}`)
	}
	c := serve(t, record, func(cfg *api.Config) { cfg.Endpoint += "/base/v1/" })
	r := api.Request{
		Method: http.MethodPut, Route: "/things/{id}/parts/{part}",
		PathParams: map[string]string{"id": "1", "part": "two"},
		Query:      url.Values{"q": {"a b&c"}, "all": {"true"}},
		Header:     http.Header{"authorization": {"Token abcdef"}, "Accept": {"application/vnd.test+json"}},
		Body:       map[string]any{"text": "<a> & b", "n": 1},
	}
	var out struct{ Name string }
	if err := c.Do(t.Context(), r, &out); err != nil || out.Name != "x" {
		t.Fatalf("got %+v, %v", out, err)
	}
	for _, tt := range []struct{ what, got, want string }{
		{"method", got.Method, "PUT"},
		{"path", got.URL.EscapedPath(), "/base/v1/things/1/parts/two"},
		{"query", got.URL.RawQuery, "all=true&q=a+b%26c"},
		{"body", body, `{"n":1,"text":"<a> & b"}`},
		{"Content-Type", got.Header.Get("Content-Type"), "application/json"},
		{"Content-Length", fmt.Sprint(got.ContentLength), fmt.Sprint(len(body))},
		{"Accept", got.Header.Get("Accept"), "application/vnd.test+json"},
		{"User-Agent", got.Header.Get("User-Agent"), "test/1.0"},
		{"Authorization", got.Header.Get("Authorization"), "Token abcdef"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s is %q, want %q", tt.what, tt.got, tt.want)
		}
	}
	if err := c.Do(t.Context(), get("/plain"), nil); err != nil {
		t.Fatal(err)
	}
	if got.Header.Get("Content-Type") != "" || got.Header.Get("Accept") != "application/json" || body != "" || len(got.TransferEncoding) > 0 {
		t.Errorf("a request without a body has headers %v and body %q", got.Header, body)
	}
}

func TestPathParametersStayOneElement(t *testing.T) {
	t.Parallel()
	var paths []string
	c := serve(t, func(_ http.ResponseWriter, r *http.Request) { paths = append(paths, r.RequestURI) })
	for value, want := range map[string]string{
		"a/b":        "a%2Fb",
		"%2F":        "%252F",
		"%":          "%25",
		"ä b":        "%C3%A4%20b",
		"?":          "%3F",
		"#":          "%23",
		"...":        "...",
		"../x":       "..%2Fx",
		"..;":        "..%3B",
		`\..\`:       "%5C..%5C",
		"{id}":       "%7Bid%7D",
		"a+b=c&d:e@": "a+b=c&d:e@",
		"\x00\n":     "%00%0A",
		"日本":         "%E6%97%A5%E6%9C%AC",
		"\xff":       "%FF",
	} {
		r := get("/things/{id}/parts")
		r.PathParams = map[string]string{"id": value}
		paths = nil
		if err := c.Do(t.Context(), r, nil); err != nil {
			t.Errorf("%q: %v", value, err)
			continue
		}
		if len(paths) != 1 || paths[0] != "/things/"+want+"/parts" {
			t.Errorf("%q: got %q, want %q", value, paths, want)
		}
	}
}

func TestRequestsThatAreNotSent(t *testing.T) {
	t.Parallel()
	ids := func(kv ...string) map[string]string {
		m := map[string]string{}
		for i := 0; i+1 < len(kv); i += 2 {
			m[kv[i]] = kv[i+1]
		}
		return m
	}
	tests := map[string]struct {
		request api.Request
		says    string
	}{
		"no method":              {api.Request{Route: "/x"}, "no method"},
		"strange method":         {api.Request{Method: "GET /", Route: "/x"}, "invalid method"},
		"parameter missing":      {api.Request{Method: "GET", Route: "/x/{id}"}, "needs a value for id"},
		"parameter empty":        {api.Request{Method: "GET", Route: "/x/{id}", PathParams: ids("id", "")}, "id in the route \"/x/{id}\" is empty"},
		"this directory":         {api.Request{Method: "GET", Route: "/x/{id}", PathParams: ids("id", ".")}, "another path"},
		"the one above":          {api.Request{Method: "GET", Route: "/x/{id}", PathParams: ids("id", "..")}, "another path"},
		"unused parameter":       {api.Request{Method: "GET", Route: "/x", PathParams: ids("id", "1")}, "0 parameters"},
		"parameter named anew":   {api.Request{Method: "GET", Route: "/x/{id}", PathParams: ids("id", "1", "uuid", "1")}, "1 parameters, but 2 values"},
		"dots built of two":      {api.Request{Method: "GET", Route: "/x/{a}{b}", PathParams: ids("a", "x/.", "b", ".")}, "another path"},
		"dots beside a literal":  {api.Request{Method: "GET", Route: "/x/.{id}", PathParams: ids("id", ".")}, "another path"},
		"no slash":               {api.Request{Method: "GET", Route: "x"}, "begin with a slash"},
		"empty route":            {api.Request{Method: "GET"}, "begin with a slash"},
		"escaped dots":           {api.Request{Method: "GET", Route: "/x/%2E./y"}, "not a URL path"},
		"query in the route":     {api.Request{Method: "GET", Route: "/x?y=1"}, "not a URL path"},
		"fragment in the route":  {api.Request{Method: "GET", Route: "/x#y"}, "not a URL path"},
		"space in the route":     {api.Request{Method: "GET", Route: "/x y"}, "not a URL path"},
		"dots in the route":      {api.Request{Method: "GET", Route: "/x/../y"}, "not a URL path"},
		"bad escape":             {api.Request{Method: "GET", Route: "/x/%zz"}, "not a URL path"},
		"open brace":             {api.Request{Method: "GET", Route: "/x/{id"}, "brace"},
		"stray brace":            {api.Request{Method: "GET", Route: "/x/id}"}, "not a URL path"},
		"token with a line end":  {api.Request{Method: "GET", Route: "/x", Header: http.Header{"Authorization": {"Bearer t0ken\n"}}}, "header Authorization holds a line break"},
		"body that is no JSON":   {api.Request{Method: "POST", Route: "/x", Body: func() {}}, "encoding the request body"},
		"body with a bad string": {api.Request{Method: "POST", Route: "/x", Body: json.RawMessage(`{`)}, "encoding the request body"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, network := offline(t, func(_ int, r *http.Request) (*http.Response, error) { return respond(r, 200, "{}") })
			err := c.Do(t.Context(), tt.request, nil)
			e := asError(t, err)
			contains(t, err.Error(), tt.says)
			if e.Sent || e.Attempts != 0 || network.count() != 0 || strings.Contains(err.Error(), "t0ken") {
				t.Errorf("got %+v after %d attempts", *e, network.count())
			}
		})
	}
}
