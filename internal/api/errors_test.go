package api_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

func TestAnswers(t *testing.T) {
	t.Parallel()
	type thing struct {
		Name string `json:"name"`
		Data struct {
			Time api.Int64 `json:"create_time"`
			List []int     `json:"list"`
		} `json:"data"`
	}
	const html, js = "text/html; charset=utf-8", "application/json"
	tests := map[string]struct {
		status  int
		content string
		body    string
		into    bool
		says    []string // nothing: no error
		excerpt string
	}{
		"whole":                    {200, js, `{"name":"x"}`, true, nil, ""},
		"wrong content type":       {200, html, ` {"name":"x"}`, true, nil, ""},
		"nobody looks":             {200, js, `{"na`, false, nil, ""},
		"no content, nobody":       {204, "", "", false, nil, ""},
		"no content":               {204, "", "", true, []string{"status 204", "has no body"}, ""},
		"only space":               {200, js, " \n", true, []string{"has no body"}, " "},
		"cut JSON":                 {200, js, `{"name":"n3w-t0ken`, true, []string{"18 bytes", "unexpected end of JSON"}, ""},
		"cut list":                 {200, js, "\n [{", true, []string{"unexpected end of JSON"}, ""},
		"wrong type":               {200, js, `{"data":{"list":"n3w-t0ken"}}`, true, []string{`field "data.list"`, "a string where a list was expected"}, ""},
		"wrong number":             {200, js, `{"data":{"create_time":1.5}}`, true, []string{`field "data.create_time"`, "is 1.5 where a whole number"}, ""},
		"wrong top":                {200, js, `[]`, true, []string{"the answer (2 bytes) is a list where an object was expected"}, ""},
		"more than one":            {200, js, `{} {}`, true, []string{"after top-level value"}, ""},
		"page of a proxy":          {200, html, "<html>\n<title>Log\x1b[31m in</title>", true, []string{"web page", "text/html", `<html> <title>`}, `<html> <title>Log\x1b[31m in</title>`},
		"page instead of a DELETE": {200, html, "<html>", false, []string{"web page"}, "<html>"},
		"flask says OK":            {200, html, "OK", false, nil, ""},
		"byte order mark":          {200, js, "\xef\xbb\xbf{}", true, nil, ""},
		"a mark and half a key":    {200, js, "\xef\xbb\xbf{\"n3w-t0ken", true, []string{"unexpected end of JSON"}, ""},
		"a token as a string":      {200, js, `"n3w-t0ken"`, true, []string{"is a string where an object was expected"}, ""},
		"a token as text":          {200, "text/plain", "eyJh.bGci.n3w-t0ken\n", true, []string{"invalid character 'e'"}, ""},
		"text":                     {200, "text/plain", "gateway says hi", true, []string{"invalid character", `begins with "gateway says hi"`}, "gateway says hi"},
		"page with an error":       {502, html, "<html>Bad Gateway", true, []string{"status 502 bad gateway", "<html>Bad Gateway"}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := serve(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", tt.content)
				w.Header().Set("X-Request-Id", "r1")
				w.WriteHeader(tt.status)
				_, _ = io.WriteString(w, tt.body)
			})
			var out any
			if tt.into {
				out = &thing{}
			}
			err := c.Do(t.Context(), post("/x"), out)
			if len(tt.says) == 0 {
				if err != nil {
					t.Error(err)
				}
				return
			}
			e := asError(t, err)
			contains(t, err.Error(), append(tt.says, "(request id r1)", "POST /x")...)
			if e.Status != tt.status || e.Excerpt != tt.excerpt || !api.Ambiguous(err) {
				t.Errorf("got %+v", *e)
			}
			if text := err.Error(); strings.Contains(text, "n3w-t0ken") || strings.ContainsAny(text, "\n\x1b") {
				t.Errorf("got %q", text)
			}
		})
	}
}

func TestErrorBody(t *testing.T) {
	t.Parallel()
	read := func(body []byte) (string, map[string][]string) {
		var shape struct {
			Message string
			Fields  map[string][]string
		}
		_ = json.Unmarshal(body, &shape)
		return shape.Message, shape.Fields
	}
	do := func(t *testing.T, body string, reader func([]byte) (string, map[string][]string)) *api.Error {
		c := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(422)
			_, _ = io.WriteString(w, body)
		}, func(cfg *api.Config) { cfg.ErrorBody = reader })
		return asError(t, c.Do(t.Context(), post("/x"), nil))
	}
	e := do(t, `{"message":" Name is\n taken ","fields":{"name":["is taken","too short"],"app":["unknown"]}}`, read)
	if want := "Test Service: POST /x: status 422 unprocessable entity: Name is taken: app: unknown; name: is taken, too short"; e.Error() != want {
		t.Errorf("got %q, want %q", e, want)
	}
	if e.Excerpt != "" || e.Fields["name"][1] != "too short" {
		t.Errorf("got %+v", *e)
	}
	e = do(t, `{"reason":"`+strings.Repeat("ä", 400)+`"}`, read)
	if e.Message != "" || !strings.HasPrefix(e.Excerpt, `{"reason":"ä`) || len(e.Excerpt) > 512+3 || !strings.HasSuffix(e.Excerpt, "ä...") {
		t.Errorf("got %+v", *e)
	}
	if e = do(t, "  plain text ", nil); e.Message != "plain text" || e.Excerpt != "" {
		t.Errorf("got %+v", *e)
	}
	if e = do(t, "", read); e.Message != "" || e.Excerpt != "" {
		t.Errorf("got %+v", *e)
	}
}

func TestQuestionsAboutErrors(t *testing.T) {
	t.Parallel()
	type question struct {
		name string
		ask  func(error) bool
	}
	questions := []question{
		{"not found", api.IsNotFound}, {"conflict", api.IsConflict}, {"unauthorized", api.IsUnauthorized},
		{"forbidden", api.IsForbidden}, {"rate limited", api.IsRateLimited}, {"route refused", api.IsRouteRefused},
	}
	for _, tt := range []struct {
		e    api.Error
		want string
	}{
		{api.Error{}, ""},
		{api.Error{Status: 404}, "not found"},
		{api.Error{Status: 404, Inferred: true}, "not found, route refused"},
		{api.Error{Status: 405, Inferred: true}, "route refused"},
		{api.Error{Status: 501, Inferred: true}, "route refused"},
		{api.Error{Status: 405}, ""},
		{api.Error{Status: 409}, "conflict"},
		{api.Error{Status: 412}, "conflict"},
		{api.Error{Status: 401}, "unauthorized"},
		{api.Error{Status: 403}, "forbidden"},
		{api.Error{Status: 429}, "rate limited"},
		{api.Error{Status: 503}, ""},
		{api.Error{Status: 503, RetryAfter: 1}, "rate limited"},
		{api.Error{Status: 500, RetryAfter: 1}, ""},
	} {
		err := fmt.Errorf("reading the thing: %w", errors.Join(&tt.e, io.EOF))
		var got []string
		for _, q := range questions {
			if q.ask(err) {
				got = append(got, q.name)
			}
			if q.ask(nil) || q.ask(io.EOF) {
				t.Errorf("%s: of another error", q.name)
			}
		}
		if strings.Join(got, ", ") != tt.want || api.StatusOf(err) != tt.e.Status {
			t.Errorf("%+v: got %q", tt.e, got)
		}
	}
	wrapped := &api.Error{Err: io.ErrUnexpectedEOF}
	if !errors.Is(wrapped, io.ErrUnexpectedEOF) || api.StatusOf(io.EOF) != 0 {
		t.Error("Unwrap")
	}
	inferred := &api.Error{Method: "PUT", Route: "/x", Status: 405, Inferred: true}
	contains(t, inferred.Error(), "(the route is inferred)")
}

func TestDecodeErrorsNameKinds(t *testing.T) {
	t.Parallel()
	type kinds struct {
		Bool  bool           `json:"bool"`
		Float *float64       `json:"float"`
		Text  string         `json:"text"`
		Map   map[string]int `json:"map"`
		Small int8           `json:"small"`
		Any   api.Text       `json:"any"`
	}
	for body, says := range map[string]string{
		`{"bool":"yes"}`:   `field "bool" of the answer (14 bytes) is a string where true or false was expected`,
		`{"float":"1"}`:    `is a string where a number was expected`,
		`{"text":{}}`:      `is an object where a string was expected`,
		`{"map":[]}`:       `is a list where an object was expected`,
		`{"map":{"a":""}}`: `is a string where a whole number was expected`,
		`{"small":300}`:    `is the number 300 where a whole number was expected`,
		`{"text":1}`:       `is a number where a string was expected`,
		`{"text":true}`:    `is true or false where a string was expected`,
		`{"any":true}`:     `field "any" of the answer (12 bytes) is true where a string was expected`,
	} {
		c, _ := offline(t, func(_ int, r *http.Request) (*http.Response, error) { return respond(r, 200, body) })
		err := c.Do(t.Context(), get("/x"), &kinds{})
		contains(t, asError(t, err).Error(), says)
		if _, ok := errors.AsType[*json.UnmarshalTypeError](err); !ok {
			t.Errorf("%s: the cause is lost", body)
		}
	}
}

func TestDo_refusalUnder2xx(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Request-Id", "req-7")
		_, _ = io.WriteString(w, `{"success":false,"error":"no to hunter2hunter2"}`)
	}))
	t.Cleanup(server.Close)
	client, err := api.New(api.Config{
		Service: "S", Endpoint: server.URL, Secrets: []string{"hunter2hunter2"},
		Refusal: func(body []byte) (string, bool) { return string(body), bytes.Contains(body, []byte("false")) },
	})
	if err != nil {
		t.Fatal(err)
	}
	err = client.Do(t.Context(), api.Request{Operation: "op", Method: http.MethodPost, Route: "/x"}, &struct{}{})
	var failure *api.Error
	if !errors.As(err, &failure) {
		t.Fatalf("got %v, want an *api.Error", err)
	}
	if failure.Status != http.StatusOK || failure.RequestID != "req-7" || strings.Contains(err.Error(), "hunter2") || !strings.Contains(failure.Message, "no to") {
		t.Errorf("got %+v", failure)
	}
	if api.Ambiguous(err) {
		t.Error("a refusal was taken for a request that may have been carried out")
	}
}
