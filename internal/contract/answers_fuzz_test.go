package contract_test

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/gate"
)

const (
	soughtID = "app:acme.tcp.0/git 1"
	soughtIn = `{"uuid":"` + soughtID + `","config_id":"` + soughtID + `","status":2}`
	apiToken = "edge-api-token"
	jwt      = "session-jwt"
)

// operation is a call of a client. Secret is the credential that it sends.
type operation struct {
	do     func(context.Context) (any, error)
	secret string
}

// FuzzAnswers: whatever a service answers to whichever call, the client returns a value or an error, and soon; an error is
// one clean line that shows no credential; and what is taken for an object is the one that was asked for.
func FuzzAnswers(f *testing.F) {
	service := &arbitrary{}
	server := httptest.NewServer(service)
	f.Cleanup(server.Close)
	operations := allOperations(f, server.URL)
	names := slices.Sorted(maps.Keys(operations))
	if len(names) < 90 {
		f.Fatalf("only %d calls were found", len(names))
	}
	for i, body := range []string{
		``, `null`, `[]`, `0`, `""`, `{}`, `{"uuid":null}`, soughtIn, soughtIn[:len(soughtIn)-1], `[` + soughtIn + `]`, `{"uuid":"another"}`,
		`{"uuid":"` + soughtID + `","status":4}`, `{"uuid":{"uuid":[]},"status":[{}]}`, `{"message":"` + jwt + ` ` + apiToken + `"}`,
		`{"token":"` + jwt + `","ttl_sec":1e99}`, `{"apps":[null,{}],"tokens":[` + soughtIn + `],"data_export_configs":null}`,
		`{"app":null,"new_policies":{}}`, `{"accesses":{"0":1}}`, "<html>\x00\xff</html>", "\xef\xbb\xbf{}", `{"uuid":"\ud800"}`,
		`{"workflows":[{"name":"` + soughtID + `","uuid":"a"},{"name":"` + soughtID + `"}],"channels":[{"uuid":"","status":"?"}]}`,
		`{"success":false,"error":["x"]}`, `{"results":[{"event":1},{"event":1e3}],"last_evaluated_key":"x"}`, `{"results":null}`,
		`{"configurations":[` + soughtIn + `,null]}`, `{"ticket":1}`, `{"id":"7","created_at":[]}`, `{"detail":{"a":["b"]}}`,
	} {
		for j, status := range []int{200, 404, 500} {
			f.Add(uint8(3*i+j), status, "application/json", []byte(body))
		}
	}
	for i := range names {
		for _, status := range []int{200, 404} {
			f.Add(uint8(i), status, "application/json", []byte(soughtIn))
		}
		f.Add(uint8(i), 200, "application/json", []byte(`{"uuid":"another","config_id":"another"}`))
	}
	f.Fuzz(func(t *testing.T, pick uint8, status int, contentType string, body []byte) {
		service.status, service.contentType, service.body = 200+((status-200)%400+400)%400, strings.Map(printable, contentType), body
		name := names[int(pick)%len(names)]
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		got, err := operations[name].do(ctx)
		checkAnswer(t, name, operations[name].secret, got, err)
	})
}

// arbitrary answers the same to everything.
type arbitrary struct {
	status      int
	contentType string
	body        []byte
}

func (s *arbitrary) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header()["Content-Type"] = []string{s.contentType}
	w.Header().Set("Retry-After", "3600") // longer than any client waits
	if strings.HasSuffix(r.URL.Path, "/token_login") {
		w.Header().Set("Connection", "close") // of a client that is used once
	}
	w.WriteHeader(s.status)
	_, _ = w.Write(s.body)
}

func printable(r rune) rune {
	if r < ' ' || r > '~' {
		return -1
	}
	return r
}

func checkAnswer(t *testing.T, name, secret string, got any, err error) {
	t.Helper()
	if errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%s hangs", name)
	}
	if err != nil {
		text := err.Error()
		if strings.Contains(text, secret) {
			t.Errorf("%s shows a credential: %s", name, text)
		}
		if !utf8.ValidString(text) || strings.ContainsAny(text, "\n\r\x00\x1b") {
			t.Errorf("%s: not one clean line: %q", name, text)
		}
		return
	}
	if !strings.Contains(name, ".Get") && !strings.HasSuffix(name, ".Read") || got == nil {
		return
	}
	for _, field := range []string{"UUID", "ConfigID"} {
		if id := reflect.ValueOf(got).FieldByName(field); id.IsValid() && id.String() != soughtID {
			t.Errorf("%s returns the object %q, asked for was %q", name, id, soughtID)
		}
	}
}

// allOperations returns the calls of all clients, by "client.Method".
func allOperations(f testing.TB, server string) map[string]operation {
	f.Helper()
	operations := map[string]operation{}
	maps.Copy(operations, methods("edge", jwt, build(f, edge.New, edge.Config{
		HTTP: api.Config{Endpoint: server, RetryWait: 1}, Account: "acme", APIToken: jwt, Auth: edge.AuthBearer, AllowUndocumented: true,
	})))
	maps.Copy(operations, methods("apptego", "apptego-secret", build(f, apptego.New, apptego.Config{
		HTTP: api.Config{Endpoint: server, RetryWait: 1}, TenantID: "t", TokenKey: "k", TokenSecret: "apptego-secret",
	})))
	maps.Copy(operations, methods("gate", "gate-api-token", build(f, gate.New, gate.Config{HTTP: api.Config{Endpoint: server, RetryWait: 1}, APIToken: "gate-api-token"})))
	// A client that has a session makes no request for it.
	operations["edge.Session"] = operation{secret: apiToken, do: func(ctx context.Context) (any, error) {
		client, err := edge.New(edge.Config{HTTP: api.Config{Endpoint: server, RetryWait: 1}, Account: "acme", APIToken: apiToken, Auth: edge.AuthTokenLogin})
		if err != nil {
			return nil, err
		}
		return client.Session(ctx)
	}}
	return operations
}

func build[C, T any](f testing.TB, create func(C) (*T, error), config C) *T {
	f.Helper()
	client, err := create(config)
	if err != nil {
		f.Fatal(err)
	}
	return client
}

// methods finds the calls of a client by reflection, so that a new one is found by itself: whatever takes a context first,
// of the client and of its exported fields.
func methods(name, secret string, client any) map[string]operation {
	found := map[string]operation{}
	value := reflect.ValueOf(client)
	for i := range value.NumMethod() {
		method := value.Method(i)
		if method.Type().NumIn() == 0 || method.Type().In(0) != reflect.TypeFor[context.Context]() || method.Type().NumOut() == 0 {
			continue // what returns nothing asks nothing
		}
		found[name+"."+value.Type().Method(i).Name] = operation{secret: secret, do: func(ctx context.Context) (any, error) { return invoke(ctx, method) }}
	}
	for i := range value.Elem().NumField() {
		if field := value.Elem().Type().Field(i); field.IsExported() && !field.Anonymous && field.Type.Kind() == reflect.Pointer {
			maps.Copy(found, methods(name+"."+field.Name, secret, value.Elem().Field(i).Interface()))
		}
	}
	return found
}

// invoke calls a method with arguments that are as good as any, and follows what it returns to the end.
func invoke(ctx context.Context, method reflect.Value) (any, error) {
	in := []reflect.Value{reflect.ValueOf(ctx)}
	for i := 1; i < method.Type().NumIn(); i++ {
		in = append(in, argument(method.Type().In(i)))
	}
	out := method.Call(in)
	if out[0].Kind() != reflect.Func {
		err, _ := out[len(out)-1].Interface().(error)
		return out[0].Interface(), err
	}
	for _, second := range out[0].Seq2() {
		if err, failed := second.Interface().(error); failed {
			return nil, err
		}
	}
	return nil, nil
}

func argument(typ reflect.Type) reflect.Value {
	switch typ.Kind() {
	case reflect.String:
		return reflect.ValueOf(soughtID).Convert(typ)
	case reflect.Func:
		return reflect.MakeFunc(typ, func([]reflect.Value) []reflect.Value {
			out := make([]reflect.Value, typ.NumOut())
			for i := range out {
				out[i] = reflect.Zero(typ.Out(i))
			}
			return out
		})
	}
	return reflect.Zero(typ)
}
