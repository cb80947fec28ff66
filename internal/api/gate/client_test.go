package gate_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/gate"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func client(t *testing.T, endpoint string) *gate.Client {
	t.Helper()
	c, err := gate.New(gate.Config{
		HTTP: api.Config{Endpoint: endpoint, RetryWait: time.Millisecond, MaxRetries: 2}, APIToken: "gate-api-token",
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// answering returns a client of a service that gives one answer to everything, and what it was sent.
func answering(t *testing.T, status int, body string) (*gate.Client, *[]string) {
	t.Helper()
	var seen []string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent, _ := io.ReadAll(r.Body)
		seen = append(seen, r.Method+" "+r.URL.EscapedPath()+" "+r.Header.Get("Authorization")+" "+string(sent))
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		fmt.Fprint(w, body)
	}))
	t.Cleanup(server.Close)
	return client(t, server.URL+"/api/v1/"), &seen
}

func event() gate.ConnectionLog {
	return gate.ConnectionLog{
		DeviceID: "DEV-1", ApplicationID: "APP-1", ConnectionType: "established", Timestamp: "2026-01-15T14:30:25Z", Status: "success",
	}
}

// TestMethods_requests: both forms go to one path, which ends with a slash: without it the service redirects, and a
// redirect loses the body.
func TestMethods_requests(t *testing.T) {
	t.Parallel()
	full, duration := event(), 1.5
	full.IPAddress, full.UserAgent, full.Duration, full.Metadata = "192.0.2.1", "App/1 <x>", &duration, map[string]any{"protocol": "HTTPS"}
	const start = `POST /api/v1/device_app_connection_log/ Bearer gate-api-token `
	for name, c := range map[string]struct {
		send   func(*gate.Client) (gate.ConnectionLogReceipt, error)
		answer string
		want   string
		id     api.Text
	}{
		"flat": {
			func(c *gate.Client) (gate.ConnectionLogReceipt, error) {
				return c.CreateConnectionLog(t.Context(), event(), gate.AtMostOnce)
			},
			`{"id":12847,"created_at":"2026-01-15T14:30:26Z","device_id":"DEV-1"}`,
			start + `{"device_id":"DEV-1","application_id":"APP-1","connection_type":"established","timestamp":"2026-01-15T14:30:25Z","status":"success"}`, "12847",
		},
		"flat, full": {
			func(c *gate.Client) (gate.ConnectionLogReceipt, error) {
				return c.CreateConnectionLog(t.Context(), full, gate.AtMostOnce)
			},
			`{"id":9007199254740993}`,
			start + `{"device_id":"DEV-1","application_id":"APP-1","connection_type":"established","timestamp":"2026-01-15T14:30:25Z","status":"success",` +
				`"ip_address":"192.0.2.1","user_agent":"App/1 <x>","duration":1.5,"metadata":{"protocol":"HTTPS"}}`, "9007199254740993",
		},
		"enveloped": {
			func(c *gate.Client) (gate.ConnectionLogReceipt, error) {
				return c.CreateEnvelopedConnectionLog(t.Context(), json.RawMessage(`{"device_id":"d","app_id":"a"}`), gate.AtMostOnce)
			},
			`{"id":"log_abc123","status":"created","timestamp":"2026-01-15T14:30:26Z"}`,
			start + `{"data":"{\"device_id\":\"d\",\"app_id\":\"a\"}"}`, "log_abc123",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, seen := answering(t, http.StatusCreated, c.answer)
			receipt, err := c.send(client)
			if err != nil || receipt.ID != c.id {
				t.Errorf("%+v, %v", receipt, err)
			}
			if len(*seen) != 1 || (*seen)[0] != c.want {
				t.Errorf("the requests are\n  %q, want\n  %q", *seen, c.want)
			}
		})
	}
}

// TestFailures: the shapes of an error. Each is read often, since a map has no order.
func TestFailures(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		status  int
		body    string
		message string
		fields  map[string][]string
	}{
		"detail":             {401, `{"detail":"Invalid token."}`, "Invalid token.", nil},
		"message":            {400, `{"message":"m"}`, "m", nil},
		"error":              {400, `{"error":"e"}`, "e", nil},
		"all of them":        {400, `{"error":"e","message":"m","detail":"d"}`, "d", nil},
		"list":               {400, `{"detail":["a","b"]}`, "a b", nil},
		"of no field":        {400, `{"non_field_errors":["x"]}`, "x", nil},
		"by field":           {422, `{"timestamp":["not a time","too late"],"device_id":"blank"}`, "", map[string][]string{"timestamp": {"not a time", "too late"}, "device_id": {"blank"}}},
		"both":               {422, `{"detail":"d","ip_address":["bad"]}`, "d", map[string][]string{"ip_address": {"bad"}}},
		"not understood":     {400, `{"metadata":{"a":["b"]}}`, "", nil},
		"no JSON":            {400, `<h1>no</h1>`, "", nil},
		"a JSON list":        {400, `["a"]`, "", nil},
		"token in the error": {401, `{"detail":"gate-api-token is unknown"}`, "[redacted] is unknown", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, seen := answering(t, c.status, c.body)
			for range 20 {
				_, err := client.CreateConnectionLog(t.Context(), event(), gate.AtMostOnce)
				var failure *api.Error
				if !errors.As(err, &failure) || failure.Status != c.status || failure.Message != c.message || len(failure.Fields) != len(c.fields) ||
					len(c.fields) > 0 && !reflect.DeepEqual(failure.Fields, c.fields) {
					t.Fatalf("the error is %+v", failure)
				}
				if (failure.Excerpt != "") != (c.message == "" && len(c.fields) == 0) {
					t.Fatalf("the excerpt is %q", failure.Excerpt)
				}
			}
			if len(*seen) != 20 {
				t.Errorf("%d requests for 20 calls", len(*seen))
			}
		})
	}
}

// TestCreate_isNotRepeated: a repetition would be a second event.
func TestCreate_isNotRepeated(t *testing.T) {
	t.Parallel()
	for _, status := range []int{500, 502, 504} {
		client, seen := answering(t, status, `{}`)
		if _, err := client.CreateConnectionLog(t.Context(), event(), gate.AtMostOnce); !api.Ambiguous(err) || len(*seen) != 1 {
			t.Errorf("%d: %v after %d requests", status, err, len(*seen))
		}
	}
	for _, body := range []string{`{}`, `{"id":null}`, `{"id":""}`} {
		client, _ := answering(t, 201, body)
		if receipt, err := client.CreateConnectionLog(t.Context(), event(), gate.AtMostOnce); err == nil || !strings.Contains(err.Error(), "the answer holds no id") || !api.Ambiguous(err) || receipt.ID != "" {
			t.Errorf("%s: %v", body, err)
		}
	}
}

// TestCreate_answerWithoutABody: the event is in the log, which cannot be read. An error would have it sent again.
func TestCreate_answerWithoutABody(t *testing.T) {
	t.Parallel()
	for _, status := range []int{200, 201, 204} {
		client, seen := answering(t, status, "")
		first, err := client.CreateConnectionLog(t.Context(), event(), gate.AtMostOnce)
		if err != nil {
			t.Fatal(err)
		}
		second, err := client.CreateEnvelopedConnectionLog(t.Context(), json.RawMessage(`{"device_id":"d","app_id":"a","timestamp":"2026-01-15T14:30:25Z"}`), gate.AtMostOnce)
		if err != nil || len(*seen) != 2 || !strings.HasPrefix(string(first.ID), gate.UnnamedPrefix) || first.ID == second.ID {
			t.Errorf("%d: %q and %q, %v after %d requests", status, first.ID, second.ID, err, len(*seen))
		}
	}
}

// TestCreate_atLeastOnce: an event whose answer is lost is sent again, and that it may be there twice is told. One that was
// answered, in whatever words, is not.
func TestCreate_atLeastOnce(t *testing.T) {
	t.Parallel()
	mock, err := mockapi.New(mockapi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(mock.Gate())
	t.Cleanup(server.Close)
	mock.Inject(mockapi.Fault{Operation: "createDeviceAppConnectionLog", Status: 502, CommitFirst: true, Times: 1})
	ctx, findings := api.WatchFindings(t.Context())
	receipt, err := client(t, server.URL+"/api/v1").CreateConnectionLog(ctx, event(), gate.AtLeastOnce)
	if found := findings(); err != nil || receipt.ID != "10001" || len(found) != 1 || found[0].Kind != api.FoundRepeated || found[0].ID != "10001" {
		t.Errorf("%+v, %v, found %+v", receipt, err, found)
	}
	for _, body := range []string{`{}`, `{"id":`, ""} {
		client, seen := answering(t, 201, body)
		_, err := client.CreateConnectionLog(t.Context(), event(), gate.AtLeastOnce)
		if (err == nil) != (body == "") || len(*seen) != 1 {
			t.Errorf("%s: %v after %d requests", body, err, len(*seen))
		}
	}
}

// TestCreate_echo: what an answer repeats is compared with what was sent, in whatever spelling. What it leaves out, or calls
// by the name of a field and is none, says nothing.
func TestCreate_echo(t *testing.T) {
	t.Parallel()
	const sent = `{"device_id":"d","timestamp":"2026-01-15T14:30:25.000Z","ip_address":"2001:DB8::1","status":"success","duration":null,"user_agent":" App\r\n",
		"metadata":{"signal_strength":-45,"protocol":"HTTPS","tags":["a",1],"deep":{"x":true,"none":[]}},"id":"mine","bssid":12345678901234567890}`
	for name, c := range map[string]struct {
		answer    string
		enveloped bool
		want      []string
	}{
		"nothing": {answer: `{"id":1}`},
		"all, in other spellings": {answer: `{"id":1,"device_id":"d","timestamp":"2026-01-15T15:30:25+01:00","ip_address":"2001:db8::1","status":"success","duration":12,"user_agent":"App",
			"metadata":{"signal_strength":"-45.0","protocol":"HTTPS","tags":["a",1],"deep":{"x":true,"none":null},"seen":1},"bssid":12345678901234567890,"created_at":"x"}`},
		"other values": {answer: `{"id":1,"device_id":null,"timestamp":"2026-01-15T14:30:26Z","ip_address":"2001:db8::2","status":"Success","user_agent":1,
			"metadata":{"signal_strength":45,"protocol":{},"tags":["a"],"deep":{"x":"true ","none":["y"]}},"bssid":1}`,
			want: []string{"bssid", "device_id", "ip_address", "metadata.deep.none", "metadata.protocol", "metadata.signal_strength", "metadata.tags", "status", "timestamp", "user_agent"}},
		"details dropped":   {answer: `{"id":1,"metadata":null}`, want: []string{"metadata"}},
		"an acknowledgment": {answer: `{"id":"log_1","status":"created","timestamp":"2026-01-15T14:30:27Z"}`, enveloped: true},
		"an acknowledgment that repeats": {answer: `{"id":"log_1","status":"created","device_id":"e","ip_address":"2001:db8:0:0::1"}`, enveloped: true,
			want: []string{"device_id"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, _ := answering(t, 201, c.answer)
			send := client.CreateRawConnectionLog
			if c.enveloped {
				send = client.CreateEnvelopedConnectionLog
			}
			receipt, err := send(t.Context(), json.RawMessage(sent), gate.AtMostOnce)
			if err != nil || !slices.Equal(receipt.Differing, c.want) {
				t.Errorf("differing %q, %v; want %q", receipt.Differing, err, c.want)
			}
		})
	}
}

// TestMock: the same against a service that compares requests with the contract.
func TestMock(t *testing.T) {
	t.Parallel()
	mock, err := mockapi.New(mockapi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(mock.Gate())
	t.Cleanup(server.Close)
	c := client(t, server.URL+"/api/v1")
	flat, err := c.CreateConnectionLog(t.Context(), event(), gate.AtMostOnce)
	if err != nil {
		t.Error(err)
	}
	enveloped, err := c.CreateEnvelopedConnectionLog(t.Context(), json.RawMessage(`{"device_id":"d","app_id":"a","timestamp":"2026-01-15T14:30:25Z"}`), gate.AtMostOnce)
	if err != nil {
		t.Error(err)
	}
	for _, id := range []api.Text{flat.ID, enveloped.ID} {
		if _, ok := mock.Object(mockapi.KindConnectionLog, string(id)); !ok {
			t.Errorf("the receipt names %q, which is not stored", id)
		}
	}
	for _, e := range mock.Violations() {
		t.Errorf("%s %s: %s", e.Method, e.Path, e.Violation)
	}
	wrong := event()
	wrong.Timestamp = "yesterday"
	var failure *api.Error
	if _, err := c.CreateConnectionLog(t.Context(), wrong, gate.AtMostOnce); !errors.As(err, &failure) || len(failure.Fields["timestamp"]) == 0 {
		t.Errorf("a value that the service refuses: %v", err)
	}
}

func TestClient_printsNoToken(t *testing.T) {
	t.Parallel()
	c, err := gate.New(gate.Config{HTTP: api.Config{Endpoint: "https://gate.example.com"}, APIToken: "gate-api-token"})
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"%v", "%+v", "%#v", "%s", "%x"} {
		if text := fmt.Sprintf(format, *c) + fmt.Sprintf(format, c); strings.Contains(text, "gate-api-token") || strings.Contains(text, fmt.Sprintf("%x", "gate-api-token")) {
			t.Errorf("%s shows the token: %s", format, text)
		}
	}
}

// FuzzErrorAnswer: whatever the service answers, there is an error, the same each time, and it shows no token.
func FuzzErrorAnswer(f *testing.F) {
	for _, seed := range []string{`{"detail":"x"}`, `{"a":["b"],"c":"d"}`, `[]`, `{"detail":{}}`, `{"":[""]}`, "\xff", `{"detail":"gate-api-token"}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		client, _ := answering(t, 400, string(body))
		_, first := client.CreateConnectionLog(t.Context(), event(), gate.AtMostOnce)
		_, second := client.CreateConnectionLog(t.Context(), event(), gate.AtMostOnce)
		if first == nil || second == nil || first.Error() != second.Error() || strings.Contains(first.Error(), "gate-api-token") {
			t.Errorf("%v\n%v", first, second)
		}
	})
}
