package apptego_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
)

// TestUpdate_enablingInTwoCalls: the contract does not say whether credentials and enabled may come together.
func TestUpdate_enablingInTwoCalls(t *testing.T) {
	t.Parallel()
	refused := reply{400, `{"success":false,"error":"not with dmVyaWZpY2F0aW9uLWtleQ=="}`}
	ok := reply{body: `{"config":` + config + `}`}
	enabled := reply{body: `{"config":{"config_id":"c1","enabled":true}}`}
	const (
		both        = `{"version":"staging","config_id":"c1","enabled":true,"verification_key":"dmVyaWZpY2F0aW9uLWtleQ=="}`
		credentials = `{"version":"staging","config_id":"c1","verification_key":"dmVyaWZpY2F0aW9uLWtleQ=="}`
		enable      = `{"version":"staging","config_id":"c1","enabled":true}`
		disable     = `{"version":"staging","config_id":"c1","enabled":false,"verification_key":"dmVyaWZpY2F0aW9uLWtleQ=="}`
	)
	update := func(enabled *bool, key string) apptego.IntegrityUpdate {
		u := apptego.IntegrityUpdate{Version: "staging", ConfigID: "c1", Enabled: enabled}
		if key != "" {
			u.VerificationKey = ptr(api.Secret(key))
		}
		return u
	}
	const key = "dmVyaWZpY2F0aW9uLWtleQ=="
	for name, c := range map[string]struct {
		in      apptego.IntegrityUpdate
		replies []reply
		bodies  []string
		says    string // the error; "" for none
	}{
		"together":                   {update(ptr(true), key), []reply{enabled}, []string{both}, ""},
		"refused together":           {update(ptr(true), key), []reply{refused, ok, enabled}, []string{both, credentials, enable}, ""},
		"refused for another reason": {update(ptr(true), key), []reply{refused, {400, `{"error":"second"}`}}, []string{both, credentials}, "status 400 bad request: not with [redacted]"},
		"refused in the end":         {update(ptr(true), key), []reply{refused, ok, {400, `{"error":"third ` + key + `"}`}}, []string{both, credentials, enable}, "third [redacted]"},
		"not a 400":                  {update(ptr(true), key), []reply{{403, `{}`}}, []string{both}, "status 403"},
		"nothing but enabled":        {update(ptr(true), ""), []reply{refused}, []string{enable}, "status 400"},
		"disabling":                  {update(ptr(false), key), []reply{refused}, []string{disable}, "status 400"},
		"credentials alone":          {update(nil, key), []reply{refused}, []string{credentials}, "status 400"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, client := start(t, map[string][]reply{updatePath: c.replies})
			got, err := client.UpdateIntegrityConfig(t.Context(), c.in)
			var bodies []string
			for _, e := range s.exchanges() {
				bodies = append(bodies, e.body)
			}
			if !slices.Equal(bodies, c.bodies) {
				t.Errorf("the bodies are\n  %q, want\n  %q", bodies, c.bodies)
			}
			if c.says == "" && (err != nil || !got.Enabled) || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
				t.Errorf("%+v, %v, want %q", got, err, c.says)
			}
			if err != nil && c.in.VerificationKey != nil && strings.Contains(err.Error(), key) {
				t.Errorf("the error shows the key: %v", err)
			}
		})
	}
}

// TestDelete_isReconciled: after a failure the list decides.
func TestDelete_isReconciled(t *testing.T) {
	t.Parallel()
	there, gone := reply{body: `{"configs":[` + config + `]}`}, reply{body: `{"configs":[]}`}
	for name, c := range map[string]struct {
		remove, list reply
		says         string // the error; "" for none
		paths        []string
	}{
		"done":                       {reply{body: `{"success":true}`}, there, "", []string{deletePath}},
		"failed, and gone":           {reply{500, `{"error":"oh"}`}, gone, "", []string{deletePath, deletePath, listPath}},
		"failed, and there":          {reply{500, `{"error":"oh"}`}, there, "status 500 internal server error: oh", []string{deletePath, deletePath, listPath}},
		"404, and gone":              {reply{404, `{"error":"none"}`}, gone, "", []string{deletePath, listPath}},
		"404, and there":             {reply{404, `{"error":"none"}`}, there, "status 404 not found: none", []string{deletePath, listPath}},
		"404, as has the list":       {reply{404, `{"error":"none"}`}, reply{404, `{}`}, "status 404 not found: none", []string{deletePath, listPath}},
		"success false, and there":   {reply{body: `{"success":false,"error":"in use"}`}, there, "in use", []string{deletePath, listPath}},
		"forbidden, as is the list":  {reply{403, `{"error":"no right"}`}, reply{403, `{}`}, "status 403 forbidden: no right", []string{deletePath, listPath}},
		"failed, and the list fails": {reply{400, `{"error":"bad"}`}, reply{body: `{}`}, "status 400 bad request: bad", []string{deletePath, listPath}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, client := start(t, map[string][]reply{deletePath: {c.remove}, listPath: {c.list}})
			err := client.DeleteIntegrityConfig(t.Context(), "staging", "c1")
			if (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("the error is %v, want %q", err, c.says)
			}
			if got := s.paths(); !slices.Equal(got, c.paths) {
				t.Errorf("the requests are %v, want %v", got, c.paths)
			}
		})
	}
}

// TestSecrets_areNeverPrinted: neither keys that are sent nor the masks that come back.
func TestSecrets_areNeverPrinted(t *testing.T) {
	t.Parallel()
	const mask = "****************ABCD"
	answer := `{"config":{"config_id":"c1","decryption_key":"` + mask + `","verification_key":"` + mask + `"},"configs":[{"config_id":"c1","decryption_key":"` + mask + `"}]}`
	_, c := start(t, map[string][]reply{updatePath: {{body: answer}}, listPath: {{body: answer}}})
	got, err := c.UpdateIntegrityConfig(t.Context(), full())
	if err != nil || got.DecryptionKey.Value() != mask {
		t.Fatalf("%v, %v", got, err)
	}
	list, err := c.ListIntegrityConfigs(t.Context(), "staging")
	if err != nil {
		t.Fatal(err)
	}
	sent := full()
	for _, value := range []any{got, &got, list, sent, &sent, *sent.DecryptionKey, *got.DecryptionKey, c, *c} {
		for _, format := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
			text := fmt.Sprintf(format, value)
			for _, secret := range []string{mask, "ABCD", "ZGVjcnlwdGlvbi1rZXk", "apptego-secret", fmt.Sprintf("%x", "ZGVjcnlwdGlvbi1rZXk=")} {
				if strings.Contains(text, secret) {
					t.Errorf("%s of a %T shows %s: %s", format, value, secret, text)
				}
			}
		}
	}
	// An answer that cannot be read holds keys nobody knows yet.
	for _, broken := range []string{
		`{"config":{"config_id":7,"decryption_key":"` + mask + `"}}`, `{"config":{"decryption_key":{"was":"` + mask + `"}}}`, `{"config":{"decryption_key":"` + mask,
	} {
		_, c := start(t, map[string][]reply{updatePath: {{body: broken}}})
		if _, err := c.UpdateIntegrityConfig(t.Context(), full()); err == nil || strings.Contains(err.Error(), "ABCD") {
			t.Errorf("%s: %v", broken, err)
		}
	}
	var failure *api.Error
	_, c = start(t, map[string][]reply{updatePath: {{400, `<p>the key ZGVjcnlwdGlvbi1rZXk= is bad</p>`}}})
	if _, err := c.UpdateIntegrityConfig(t.Context(), full()); !errors.As(err, &failure) || strings.Contains(failure.Excerpt+failure.Message, "ZGVjcn") || failure.Excerpt == "" {
		t.Errorf("an excerpt: %+v", failure)
	}
}

// TestIsEmpty goes over the fields, so that a new one is not forgotten.
func TestIsEmpty(t *testing.T) {
	t.Parallel()
	if u := (apptego.IntegrityUpdate{Version: "staging", ConfigID: "c1"}); !u.IsEmpty() {
		t.Error("what only names a configuration changes it")
	}
	typ := reflect.TypeFor[apptego.IntegrityUpdate]()
	for i := range typ.NumField() {
		field := typ.Field(i)
		if field.Name == "Version" || field.Name == "ConfigID" {
			continue
		}
		var u apptego.IntegrityUpdate
		reflect.ValueOf(&u).Elem().Field(i).Set(reflect.ValueOf(full()).Field(i))
		if u.IsEmpty() {
			t.Errorf("an update of %s counts as empty", field.Name)
		}
	}
}

// FuzzDecode: whatever the service answers, the client reads it or says why not, and what it has read stays the same.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{}`, `null`, `[]`, config, `{"cloud_project_number":123456789012,"require_play_recognized":null,"buttons":[],"actions":null}`,
		`{"decryption_key":null,"verification_key":"***ABCD","enabled":1}`, `{"cloud_project_number":1e999}`, `{"cloud_project_number":"","title":"\ud800"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var first, second apptego.IntegrityConfig
		if json.Unmarshal(data, &first) != nil {
			return
		}
		text, err := api.EncodeBody(first) // JSON of any other kind has placeholders for the masks
		if err != nil {
			t.Fatalf("%s was read and cannot be written: %v", data, err)
		}
		if err := json.Unmarshal(text, &second); err != nil || !reflect.DeepEqual(first, second) {
			t.Errorf("%s became %s, %v", data, text, err)
		}
	})
}
