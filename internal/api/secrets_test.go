package api_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// A service that repeats everything it is sent must not make an error tell it.
func TestErrorsTellNoSecret(t *testing.T) {
	t.Parallel()
	const configured, body, bearer, password = "c0nf/igured+s3cr3t", "b0dy<k3y>s3cr3t", "b3arer.s3cr3t", "pa55word-s3cr3t"
	pair := base64.StdEncoding.EncodeToString([]byte("user:" + password))
	quote := func(s string) string {
		b, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	answers := map[string]func(w http.ResponseWriter, echo string){
		"message": func(w http.ResponseWriter, echo string) {
			w.WriteHeader(400)
			_, _ = fmt.Fprintf(w, `{"message":%s}`, quote(echo))
		},
		"fields": func(w http.ResponseWriter, echo string) {
			w.WriteHeader(422)
			_, _ = fmt.Fprintf(w, `{"fields":{%s:[%s]}}`, quote(echo), quote("is "+echo))
		},
		"not understood": func(w http.ResponseWriter, echo string) {
			w.WriteHeader(500)
			_, _ = fmt.Fprintf(w, `{"detail":%s}`, quote(echo))
		},
		"cut at 512": func(w http.ResponseWriter, echo string) {
			w.WriteHeader(500)
			_, _ = fmt.Fprint(w, strings.Repeat("-", 508-len("echo "))+echo)
		},
		"page": func(w http.ResponseWriter, echo string) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = fmt.Fprint(w, "<p>"+echo)
		},
		"wrong type": func(w http.ResponseWriter, echo string) { _, _ = fmt.Fprintf(w, `{"n":%s}`, quote(echo)) },
		"request id": func(w http.ResponseWriter, echo string) { w.Header().Set("X-Request-Id", echo); w.WriteHeader(400) },
		"media type": func(w http.ResponseWriter, echo string) {
			w.Header().Set("Content-Type", echo)
			w.WriteHeader(400)
			_, _ = fmt.Fprint(w, "?")
		},
		"redirect": func(w http.ResponseWriter, echo string) {
			w.Header().Set("Location", "/"+url.PathEscape(echo))
			w.WriteHeader(302)
		},
		"own decoder": func(w http.ResponseWriter, echo string) { _, _ = fmt.Fprintf(w, `{"own":%s}`, quote(echo)) },
	}
	forms := map[string]string{
		"configured": configured, "body": body, "bearer": bearer, "password": password, "pair": pair,
		"escaped": url.QueryEscape(configured), "encoded": base64.StdEncoding.EncodeToString([]byte(bearer)),
	}
	for answer, write := range answers {
		for form, value := range forms {
			t.Run(answer+"/"+form, func(t *testing.T) {
				t.Parallel()
				c := serve(t, func(w http.ResponseWriter, _ *http.Request) { write(w, "echo "+value) }, func(cfg *api.Config) {
					cfg.Secrets = []string{configured}
					cfg.ErrorBody = func(body []byte) (string, map[string][]string) {
						var shape struct {
							Message string
							Fields  map[string][]string
						}
						_ = json.Unmarshal(body, &shape)
						return shape.Message, shape.Fields
					}
				})
				r := post("/x")
				r.Secrets = []string{body}
				r.Header = http.Header{"Authorization": {"Bearer " + bearer, "Basic " + pair}}
				var out struct {
					N   api.Int64
					Own refusing
				}
				err := c.Do(t.Context(), r, &out)
				e := asError(t, err)
				for _, text := range []string{err.Error(), fmt.Sprintf("%v %+v %#v %q", err, err, err, err), fmt.Sprintf("%+v", *e), e.Excerpt, e.Message, fmt.Sprint(e.Fields)} {
					for _, secret := range []string{"s3cr3t", value, pair} {
						if strings.Contains(text, secret) {
							t.Errorf("%q shows in %q", secret, text)
						}
					}
				}
			})
		}
	}
}

// refusing stands for a client's own type whose error repeats what it read.
type refusing struct{}

func (refusing) UnmarshalJSON(b []byte) error { return fmt.Errorf("cannot read %s", b) }

func TestPrintingTellsNoSecret(t *testing.T) {
	t.Parallel()
	const secret = "s3cr3t"
	cfg := config("https://service.example.com/"+secret, func(cfg *api.Config) { cfg.Secrets = []string{secret} })
	r := api.Request{Operation: "createThing", Method: "POST", Route: "/x", PathParams: map[string]string{"id": secret},
		Query: url.Values{"q": {secret}}, Header: http.Header{"Authorization": {secret}}, Body: secret, Secrets: []string{secret}}
	c := clientFor(t, cfg.Endpoint, func(cfg *api.Config) { cfg.Secrets = []string{secret} })
	for _, v := range []any{cfg, &cfg, r, &r, c, []api.Config{cfg}, map[string]api.Request{"r": r}, struct{ C api.Config }{cfg}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			if text := fmt.Sprintf(verb, v); strings.Contains(text, secret) || strings.Contains(text, fmt.Sprintf("%x", secret)) {
				t.Errorf("%T with %s: %s", v, verb, text)
			}
		}
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("x", "v", v)
		slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "v", v)
		encoded, err := json.Marshal(v)
		if text := log.String() + string(encoded); err != nil || strings.Contains(text, secret) {
			t.Errorf("%T: %s, %v", v, text, err)
		}
	}
	contains(t, fmt.Sprint(cfg), "Test Service")
	contains(t, fmt.Sprint(r), "createThing", "/x")
}

func TestRequestBodiesCarryTheSecret(t *testing.T) {
	t.Parallel()
	var got struct{ Key string }
	c := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
			t.Error(err)
		}
	})
	r := post("/x")
	r.Body = struct{ Key api.Secret }{"s3cr3t"}
	if err := c.Do(t.Context(), r, nil); err != nil || got.Key != "s3cr3t" {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestURLStaysOutOfNetworkErrors(t *testing.T) {
	t.Parallel()
	c, _ := offline(t, func(_ int, r *http.Request) (*http.Response, error) {
		return nil, &url.Error{Op: "Get", URL: r.URL.String(), Err: errors.New("no route")}
	}, func(cfg *api.Config) { cfg.MaxRetries = 0 })
	r := get("/things/{id}")
	r.PathParams, r.Query = map[string]string{"id": "1234"}, url.Values{"q": {"5678"}}
	err := c.Do(t.Context(), r, nil)
	if text := err.Error(); text != "Test Service: GET /things/{id}: no route" {
		t.Errorf("got %q", text)
	}
}

// TestErrors_issuedSecrets: no redactor knows a secret that the answer has just made, so its JSON is not shown.
func TestErrors_issuedSecrets(t *testing.T) {
	t.Parallel()
	for _, issues := range []bool{true, false} {
		c := serve(t, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusInternalServerError)
			_, _ = w.Write([]byte(`{"token":"fresh-s3cr3t"}`))
		}, func(cfg *api.Config) {
			cfg.ErrorBody = func([]byte) (string, map[string][]string) { return "", nil }
		})
		err := c.Do(t.Context(), api.Request{Operation: "login", Method: http.MethodPost, Route: "/login", IssuesSecret: issues}, nil)
		if err == nil || strings.Contains(err.Error(), "s3cr3t") == issues {
			t.Errorf("issues a secret: %t, and the error is %v", issues, err)
		}
	}
}
