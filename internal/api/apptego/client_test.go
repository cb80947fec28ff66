package apptego_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// exchange is one request as the service saw it.
type exchange struct {
	method, path, body string
	header             http.Header
}

// reply is what the service answers. Zero is 200 with an empty object.
type reply struct {
	status int
	body   string
}

// service answers by path, and 404 for everything else. Several replies are given in turn, the last for ever.
type service struct {
	mu      sync.Mutex
	replies map[string][]reply
	seen    []exchange
}

const (
	createPath = "/frontend/app_integrity_create"
	updatePath = "/frontend/app_integrity_update"
	listPath   = "/frontend/app_integrity_settings"
	deletePath = "/frontend/app_integrity_delete"

	config = `{"config_id":"c1","name":"n","platform":"android","enabled":false,"action":"log"}`
)

func start(t *testing.T, replies map[string][]reply) (*service, *apptego.Client) {
	t.Helper()
	s := &service{replies: replies}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return s, client(t, server.URL)
}

func client(t *testing.T, endpoint string) *apptego.Client {
	t.Helper()
	c, err := apptego.New(apptego.Config{
		HTTP:     api.Config{Endpoint: endpoint, RetryWait: time.Millisecond, MaxRetries: 1},
		TenantID: "tenant-1", TokenKey: "apptego-key", TokenSecret: "apptego-secret",
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.mu.Lock()
	s.seen = append(s.seen, exchange{r.Method, r.URL.Path, string(body), r.Header.Clone()})
	answer := reply{404, `{"success":false,"error":"no such thing"}`}
	if all := s.replies[r.URL.Path]; len(all) > 0 {
		answer = all[0]
		if len(all) > 1 {
			s.replies[r.URL.Path] = all[1:]
		}
	}
	s.mu.Unlock()
	if answer.status == 0 {
		answer.status = http.StatusOK
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(answer.status)
	fmt.Fprint(w, answer.body)
}

func (s *service) exchanges() []exchange {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.seen)
}

func (s *service) paths() []string {
	var paths []string
	for _, e := range s.exchanges() {
		paths = append(paths, e.path)
	}
	return paths
}

func sameJSON(t *testing.T, got, want string) {
	t.Helper()
	var g, w any
	if err := json.Unmarshal([]byte(got), &g); err != nil {
		t.Errorf("%q: %v", got, err)
	}
	if err := json.Unmarshal([]byte(want), &w); err != nil {
		t.Errorf("%q: %v", want, err)
	}
	if !reflect.DeepEqual(g, w) {
		t.Errorf("the body is\n  %s, want\n  %s", got, want)
	}
}

func ptr[T any](v T) *T { return &v }

// full is an update with every field of the contract; no configuration has all of them.
func full() apptego.IntegrityUpdate {
	return apptego.IntegrityUpdate{
		Version: "production", ConfigID: "c1", Name: ptr("n"), Enabled: ptr(true), Action: ptr("message"),
		DecryptionKey: ptr(api.Secret("ZGVjcnlwdGlvbi1rZXk=")), VerificationKey: ptr(api.Secret("dmVyaWZpY2F0aW9uLWtleQ==")),
		PackageName: ptr("a.b"), CloudProjectNumber: ptr("123"), RequiredDeviceVerdict: ptr("MEETS_STRONG_INTEGRITY"),
		RequirePlayRecognized: ptr(false), TeamID: ptr("T"), BundleID: ptr("b"), Title: ptr("<t>"), Message: ptr("m & m"),
		Buttons: []string{"x"}, Actions: []string{"die"}, Redirects: []string{""},
	}
}

// TestMethods_requests: path and body of each method, and the headers that all have.
func TestMethods_requests(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		do     func(context.Context, *apptego.Client) error
		path   string
		body   string
		answer string
	}{
		"Create": {
			func(ctx context.Context, c *apptego.Client) error {
				_, err := c.CreateIntegrityConfig(ctx, "staging", "ios", "Wallet iOS")
				return err
			},
			createPath, `{"version":"staging","platform":"ios","name":"Wallet iOS"}`, `{"success":true,"config":` + config + `}`,
		},
		"Update": {
			func(ctx context.Context, c *apptego.Client) error {
				_, err := c.UpdateIntegrityConfig(ctx, full())
				return err
			},
			updatePath, `{"version":"production","config_id":"c1","name":"n","enabled":true,"action":"message",
				"decryption_key":"ZGVjcnlwdGlvbi1rZXk=","verification_key":"dmVyaWZpY2F0aW9uLWtleQ==","package_name":"a.b",
				"cloud_project_number":"123","required_device_verdict":"MEETS_STRONG_INTEGRITY","require_play_recognized":false,
				"team_id":"T","bundle_id":"b","title":"<t>","message":"m & m","buttons":["x"],"actions":["die"],"redirects":[""]}`,
			`{"config":` + config + `}`,
		},
		"Update of one field": {
			func(ctx context.Context, c *apptego.Client) error {
				_, err := c.UpdateIntegrityConfig(ctx, apptego.IntegrityUpdate{Version: "staging", ConfigID: "c1", Enabled: ptr(false)})
				return err
			},
			updatePath, `{"version":"staging","config_id":"c1","enabled":false}`, `{"config":` + config + `}`,
		},
		"List": {
			func(ctx context.Context, c *apptego.Client) error {
				_, err := c.ListIntegrityConfigs(ctx, "development")
				return err
			},
			listPath, `{"version":"development"}`, `{"configs":[]}`,
		},
		"Get": {
			func(ctx context.Context, c *apptego.Client) error {
				_, err := c.GetIntegrityConfig(ctx, "staging", "c1")
				return err
			},
			listPath, `{"version":"staging"}`, `{"configs":[` + config + `]}`,
		},
		"Delete": {
			func(ctx context.Context, c *apptego.Client) error {
				return c.DeleteIntegrityConfig(ctx, "staging", "c1")
			},
			deletePath, `{"version":"staging","config_id":"c1"}`, `{"success":true}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, client := start(t, map[string][]reply{c.path: {{body: c.answer}}})
			if err := c.do(t.Context(), client); err != nil {
				t.Fatal(err)
			}
			all := slices.DeleteFunc(s.exchanges(), func(e exchange) bool { return c.path == createPath && e.path == listPath }) // what was there before
			if len(all) != 1 || all[0].method != http.MethodPost || all[0].path != c.path {
				t.Fatalf("the requests are %+v", all)
			}
			sameJSON(t, all[0].body, c.body)
			if strings.Contains(all[0].body, `\u00`) {
				t.Errorf("HTML characters are escaped, which counts against the limit: %s", all[0].body)
			}
			wantBearer := "Bearer " + base64.StdEncoding.EncodeToString([]byte("apptego-key:apptego-secret"))
			if h := all[0].header; h.Get("Authorization") != wantBearer || h.Get("Tenant") != "tenant-1" || h.Get("Content-Type") != "application/json" {
				t.Errorf("the headers are %v", h)
			}
		})
	}
}

// TestNew_longCredentials: the base64 that command line tools make is broken into lines, which no header may be.
func TestNew_longCredentials(t *testing.T) {
	t.Parallel()
	s := &service{replies: map[string][]reply{listPath: {{body: `{"configs":[]}`}}}}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	secret := strings.Repeat("s3cret/+", 40)
	c, err := apptego.New(apptego.Config{HTTP: api.Config{Endpoint: server.URL}, TenantID: "t", TokenKey: strings.Repeat("k", 100), TokenSecret: api.Secret(secret)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.ListIntegrityConfigs(t.Context(), "staging"); err != nil {
		t.Fatal(err)
	}
	value, _ := strings.CutPrefix(s.exchanges()[0].header.Get("Authorization"), "Bearer ")
	pair, err := base64.StdEncoding.DecodeString(value)
	if err != nil || string(pair) != strings.Repeat("k", 100)+":"+secret || strings.ContainsAny(value, " \r\n") {
		t.Errorf("the credential is %q, %v", value, err)
	}
	if text := fmt.Sprintf("%v %+v %#v", c, c, *c); strings.Contains(text, value) || strings.Contains(text, secret) {
		t.Errorf("a printed client shows its credential: %s", text)
	}
}

func TestFailures(t *testing.T) {
	t.Parallel()
	create := func(ctx context.Context, c *apptego.Client) error {
		_, err := c.CreateIntegrityConfig(ctx, "staging", "ios", "n")
		return err
	}
	list := func(ctx context.Context, c *apptego.Client) error {
		_, err := c.ListIntegrityConfigs(ctx, "staging")
		return err
	}
	get := func(ctx context.Context, c *apptego.Client) error {
		_, err := c.GetIntegrityConfig(ctx, "staging", "c2")
		return err
	}
	update := func(ctx context.Context, c *apptego.Client) error {
		_, err := c.UpdateIntegrityConfig(ctx, apptego.IntegrityUpdate{Version: "staging", ConfigID: "c1", Name: ptr("n")})
		return err
	}
	for name, c := range map[string]struct {
		do        func(context.Context, *apptego.Client) error
		path      string
		reply     reply
		says      string
		status    int
		ambiguous bool
	}{
		"success false":                {create, createPath, reply{200, `{"success":false,"error":"quota"}`}, "quota", 200, false},
		"success false, message":       {create, createPath, reply{200, `{"success":false,"message":"quota"}`}, "quota", 200, false},
		"success false, no text":       {create, createPath, reply{200, `{"success":false}`}, createPath, 200, false},
		"error":                        {create, createPath, reply{403, `{"success":false,"error":"missing permission","message":"other"}`}, "status 403 forbidden: missing permission", 403, false},
		"message":                      {create, createPath, reply{400, `{"message":"bad name"}`}, "status 400 bad request: bad name", 400, false},
		"detail":                       {create, createPath, reply{422, `{"detail":"bad detail"}`}, "bad detail", 422, false},
		"text":                         {create, createPath, reply{400, `bad text`}, "bad text", 400, false},
		"too large":                    {update, updatePath, reply{413, `<html>nginx</html>`}, "status 413", 413, false},
		"create without config_id":     {create, createPath, reply{200, `{"success":true,"config":{"name":"n"}}`}, createPath + ": status 200 ok: the answer holds no config_id", 200, true},
		"create without config":        {create, createPath, reply{200, `{"success":true}`}, "the answer holds no config_id", 200, true},
		"update without config":        {update, updatePath, reply{200, `{}`}, "the answer holds no config_id", 200, true},
		"update of another":            {update, updatePath, reply{200, `{"config":{"config_id":"c9"}}`}, `the answer is about "c9", not "c1"`, 200, true},
		"list without configs":         {list, listPath, reply{200, `{}`}, listPath + ": status 200 ok: the answer holds no list of configurations", 200, true},
		"list with null":               {list, listPath, reply{200, `{"configs":null}`}, "the answer holds no list of configurations", 200, true},
		"list with success false":      {list, listPath, reply{200, `{"success":false,"error":"plan","configs":[]}`}, "plan", 200, false},
		"get without configs":          {get, listPath, reply{200, `{}`}, "the answer holds no list of configurations", 200, true},
		"get forbidden":                {get, listPath, reply{403, `{}`}, "status 403", 403, false},
		"get of what the list lacks":   {get, listPath, reply{200, `{"configs":[` + config + `]}`}, listPath + ": status 404 not found: the list of configurations of version staging does not hold it", 404, false},
		"get from a path that is gone": {get, listPath, reply{404, `{"error":"no such path"}`}, "so that the endpoint is probably wrong", 0, false},
		"not JSON":                     {list, listPath, reply{200, `<html>`}, listPath, 200, true},
		"wrong type":                   {list, listPath, reply{200, `{"configs":[{"enabled":"yes"}]}`}, `field "configs.enabled" of the answer`, 200, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, client := start(t, map[string][]reply{c.path: {c.reply}})
			err := c.do(t.Context(), client)
			if err == nil || !strings.Contains(err.Error(), c.says) || api.StatusOf(err) != c.status || api.Ambiguous(err) != c.ambiguous {
				t.Errorf("the error is\n  %v (ambiguous: %t), want\n  %s", err, api.Ambiguous(err), c.says)
			}
		})
	}
}

// TestGet_onlyTheListTells: the read is a list, so that a 404 is about the path and not about the object. Otherwise a
// wrong endpoint would make all that is managed look deleted.
func TestGet_onlyTheListTells(t *testing.T) {
	t.Parallel()
	for answer, want := range map[reply]bool{
		{200, `{"configs":[]}`}: true, {404, `{}`}: false, {200, `{}`}: false, {401, `{}`}: false, {403, `{}`}: false, {500, `{}`}: false,
	} {
		_, client := start(t, map[string][]reply{listPath: {answer}})
		if _, err := client.GetIntegrityConfig(t.Context(), "staging", "c1"); err == nil || api.IsNotFound(err) != want {
			t.Errorf("%+v: not found is %t: %v", answer, api.IsNotFound(err), err)
		}
	}
}

// TestRepetition: a create whose outcome is not known is sent again only when the list does not have what it makes; all else
// says the same twice.
func TestRepetition(t *testing.T) {
	t.Parallel()
	fails := []reply{{502, ""}, {200, `{"success":true,"config":` + config + `,"configs":[]}`}}
	s, c := start(t, map[string][]reply{createPath: fails, updatePath: fails, listPath: fails, deletePath: fails})
	if _, err := c.CreateIntegrityConfig(t.Context(), "staging", "ios", "n"); err != nil {
		t.Errorf("create: %v", err)
	}
	if _, err := c.UpdateIntegrityConfig(t.Context(), apptego.IntegrityUpdate{Version: "staging", ConfigID: "c1"}); err != nil {
		t.Errorf("update: %v", err)
	}
	if _, err := c.ListIntegrityConfigs(t.Context(), "staging"); err != nil {
		t.Errorf("list: %v", err)
	}
	if err := c.DeleteIntegrityConfig(t.Context(), "staging", "c1"); err != nil {
		t.Errorf("delete: %v", err)
	}
	want := []string{listPath, listPath, createPath, listPath, createPath, updatePath, updatePath, listPath, deletePath, deletePath}
	if got := s.paths(); !slices.Equal(got, want) {
		t.Errorf("the requests are %v, want %v", got, want)
	}
}

// TestMock_life: the same against a service with a memory, which compares every request with the contract.
func TestMock_life(t *testing.T) {
	t.Parallel()
	mock, err := mockapi.New(mockapi.Options{NumericProjectNumber: true})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(mock.AppTego())
	t.Cleanup(server.Close)
	c := client(t, server.URL)
	created, err := c.CreateIntegrityConfig(t.Context(), "production", apptego.PlatformAndroid, "Wallet")
	if err != nil || created.Enabled || created.Action != apptego.ActionLog || created.PackageName != nil {
		t.Fatalf("created %+v, %v", created, err)
	}
	updated, err := c.UpdateIntegrityConfig(t.Context(), apptego.IntegrityUpdate{
		Version: "production", ConfigID: created.ConfigID, Enabled: ptr(true), CloudProjectNumber: ptr("123456789012"), PackageName: ptr("a.b"),
		DecryptionKey: ptr(api.Secret("ZGVjcnlwdGlvbi1rZXk=")), VerificationKey: ptr(api.Secret("dmVyaWZpY2F0aW9uLWtleQ==")),
	})
	if err != nil || !updated.Enabled || updated.CloudProjectNumber == nil || *updated.CloudProjectNumber != "123456789012" {
		t.Fatalf("updated %+v, %v", updated, err)
	}
	if updated.DecryptionKey == nil || !strings.HasPrefix(updated.DecryptionKey.Value(), "*") {
		t.Error("the key is no mask")
	}
	read, err := c.GetIntegrityConfig(t.Context(), "production", created.ConfigID)
	if err != nil || !reflect.DeepEqual(read, updated) {
		t.Errorf("read %+v, %v", read, err)
	}
	if _, err := c.GetIntegrityConfig(t.Context(), "staging", created.ConfigID); !api.IsNotFound(err) {
		t.Errorf("in another version: %v", err)
	}
	for range 2 { // the second time it is gone already
		if err := c.DeleteIntegrityConfig(t.Context(), "production", created.ConfigID); err != nil {
			t.Errorf("deleting: %v", err)
		}
	}
	for _, e := range mock.Violations() {
		t.Errorf("%s %s: %s", e.Method, e.Path, e.Violation)
	}
}

// TestEmptyAnswers: a success without a body is carried out. What came of it is read, from a list that may lag behind.
func TestEmptyAnswers(t *testing.T) {
	t.Parallel()
	list := func(configs ...string) reply { return reply{body: `{"configs":[` + strings.Join(configs, ",") + `]}`} }
	renamed := strings.Replace(config, `"name":"n"`, `"name":"o"`, 1)
	masked := strings.Replace(renamed, `}`, `,"decryption_key":"****ZXk="}`, 1)
	key := ptr(api.Secret("ZGVjcnlwdGlvbi1rZXk="))
	rename := apptego.IntegrityUpdate{Version: "staging", ConfigID: "c1", Name: ptr("o"), CloudProjectNumber: ptr("123")}
	rekey := apptego.IntegrityUpdate{Version: "staging", ConfigID: "c1", Name: ptr("o"), DecryptionKey: key}
	for name, c := range map[string]struct {
		status int
		update apptego.IntegrityUpdate
		lists  []reply
		want   string // name that is returned
		reads  int
	}{
		"204":                          {204, rename, []reply{list(renamed)}, "o", 1},
		"200":                          {200, rename, []reply{list(renamed)}, "o", 1},
		"a list that lags behind":      {204, rename, []reply{list(config), list(config), list(renamed)}, "o", 3},
		"a key that lags behind":       {204, rekey, []reply{list(renamed), list(masked)}, "o", 2},
		"an update that has no effect": {204, rename, []reply{list(config)}, "n", 5},
		"gone":                         {204, rename, []reply{list()}, "", 1},
	} {
		s, client := start(t, map[string][]reply{updatePath: {{status: c.status}}, listPath: c.lists})
		got, err := client.UpdateIntegrityConfig(t.Context(), c.update)
		if got.Name != c.want || (err != nil) != (c.want == "") || c.want == "" && !api.IsNotFound(err) {
			t.Errorf("update, %s: %q, %v", name, got.Name, err)
		}
		if paths := s.paths(); len(paths) != 1+c.reads {
			t.Errorf("update, %s: %v, want %d reads", name, paths, c.reads)
		}
	}
	for name, c := range map[string]struct {
		lists []reply
		good  bool
	}{
		"gone":                    {[]reply{list()}, true},
		"a list that lags behind": {[]reply{list(config), list(config), list()}, true},
		"it stays":                {[]reply{list(config)}, false},
	} {
		s, client := start(t, map[string][]reply{deletePath: {{status: 204}}, listPath: c.lists})
		if err := client.DeleteIntegrityConfig(t.Context(), "staging", "c1"); (err == nil) != c.good {
			t.Errorf("delete, %s: %v after %v", name, err, s.paths())
		}
	}
	s, client := start(t, map[string][]reply{createPath: {{status: 201}}, listPath: {list(), list(config)}})
	if got, err := client.CreateIntegrityConfig(t.Context(), "staging", "android", "n"); err != nil || got.ConfigID != "c1" {
		t.Errorf("create: %+v, %v after %v", got, err, s.paths())
	}
}

// TestList_exact: neither a configuration without an id nor one that is null counts as one, and names are exact.
func TestList_exact(t *testing.T) {
	t.Parallel()
	for body, says := range map[string]string{
		`{"configs":[{}]}`: "without a config_id",
		`{"configs":[{"CONFIG_ID":"c1","Name":"n"}]}`:       "without a config_id",
		`{"configs":[` + config + `,null]}`:                 "null among the elements",
		`{"Configs":[` + config + `]}`:                      "no list of configurations",
		`{"configs":[],"configs":[` + config + `]}`:         `two values for the field "configs"`,
		`{"configs":[{"config_id":"c1","buttons":[null]}]}`: `null among the elements of the field "configs.buttons"`,
	} {
		_, client := start(t, map[string][]reply{listPath: {{body: body}}})
		if got, err := client.ListIntegrityConfigs(t.Context(), "staging"); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %+v, %v, want %q", body, got, err, says)
		}
	}
}
