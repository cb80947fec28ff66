// Package canary_test runs the provider through everything it can do, with a value of its own in every secret of the
// contracts, and then looks for these values wherever Terraform and the provider write.
package canary_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// canaries are the secrets of a run: what was planted, and what the services made by themselves.
type canaries struct {
	fields     []acctest.SecretField
	operations []string // that the provider calls, without the login
	ran        string   // makes the values of each run others

	mu        sync.Mutex
	travelled map[string]map[string]bool // values by field
	values    map[string]string          // what each value is
	keep      map[string]bool            // values that the resources of tokens, connectors and client configurations keep in their own state
}

func newCanaries(t *testing.T) *canaries {
	t.Helper()
	return &canaries{
		fields: acctest.SecretFields(t), operations: acctest.CalledOperations(t), ran: t.Name(),
		travelled: map[string]map[string]bool{}, values: map[string]string{}, keep: map[string]bool{},
	}
}

// plant returns a secret for a use. It begins with what needs an escape in JSON, HTML or URLs and ends with 40 letters and
// digits, which no escape changes.
func (c *canaries) plant(use string) string { return c.add(`Zq"<&>%+/é `+core(c.ran+use), use) }

// plantPlain is plant for what goes through headers and keys: letters and digits.
func (c *canaries) plantPlain(use string) string { return c.add("Zq"+core(c.ran+use), use) }

func (c *canaries) add(value, use string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.values[value] = use
	return value
}

// core is text that looks like nothing else: no run of letters and digits in a log is like it.
func core(use string) string {
	sum := sha256.Sum256([]byte(use))
	return "Ca" + strings.ToUpper(hex.EncodeToString(sum[:10])) + hex.EncodeToString(sum[10:19])
}

// mask is how AppTego shows a key: recognizable, with the last four characters.
func (c *canaries) mask(secret string) string {
	return c.add("****"+core("mask of "+secret)+"****"+secret[len(secret)-4:], "a mask")
}

// saw notes that a value travelled in a field.
func (c *canaries) saw(f acctest.SecretField, value string) {
	if value == "" {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.travelled[f.String()] == nil {
		c.travelled[f.String()] = map[string]bool{}
	}
	c.travelled[f.String()][value] = true
	if c.values[value] != "" {
		return
	}
	c.values[value] = f.String()
	// The service has made it, and the resource keeps it.
	c.keep[value] = f.Direction == acctest.Answered && slices.Contains([]string{"createClientConfig", "createConnector", "createToken", "updateClientConfig"}, f.Operation)
}

// tampers make the answers of the services hold every secret that the contract lets them hold. What they hold anyway is
// noted, the rest is planted.
func (c *canaries) tampers() []mockapi.Fault {
	byOperation := map[string][]acctest.SecretField{}
	for _, f := range c.fields {
		if f.Direction == acctest.Answered {
			byOperation[f.Operation] = append(byOperation[f.Operation], f)
		}
	}
	var faults []mockapi.Fault
	for _, operation := range slices.Sorted(maps.Keys(byOperation)) {
		faults = append(faults, mockapi.Fault{Operation: operation, Tamper: func(answer mockapi.Object) mockapi.Object {
			for _, f := range byOperation[operation] {
				c.answer(f, answer, strings.Split(f.Path, "."))
			}
			return answer
		}})
	}
	return faults
}

// answer goes down a path of an answer and notes or plants what is at its end.
func (c *canaries) answer(f acctest.SecretField, at map[string]any, path []string) {
	name := path[0]
	if len(path) == 1 {
		if value, _ := at[name].(string); value != "" {
			c.saw(f, value)
		} else if plantable(f, at) {
			at[name] = c.plant(f.String())
			c.saw(f, at[name].(string))
		}
		return
	}
	if name == "users" && at[name] == nil {
		at[name] = []any{map[string]any{}} // what comes along in the list of access rules
	}
	if at[name] == nil && strings.HasPrefix(f.Operation, "performInvestigationAction") { // the run of a workflow within the history of an alert
		at[name] = map[string]any{}
		if path[1] == "[]" {
			at[name] = []any{map[string]any{}}
		}
	}
	switch inner := at[name].(type) {
	case map[string]any:
		c.answer(f, inner, path[1:])
	case []any:
		for _, element := range inner {
			if element, ok := element.(map[string]any); ok {
				c.answer(f, element, path[2:])
			}
		}
	}
}

// plantable says whether a service could answer the secret here. A configuration without keys has no masks: one would be
// drift. The answer to a create is not looked at for masks, so they may be there.
func plantable(f acctest.SecretField, at map[string]any) bool {
	return f.Service != "apptego" || f.Operation == "createAppIntegrityConfig" && at["platform"] == "android"
}

// scanner looks for all secrets: those that a token keeps, or all others.
func (c *canaries) scanner(kept bool) *scanner {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := newScanner()
	for value, use := range c.values {
		if c.keep[value] == kept {
			s.add(value, use)
		}
	}
	return s
}

// read notes the secrets of the requests that the services saw.
func (c *canaries) read(journal []mockapi.Entry) {
	for _, e := range journal {
		var body map[string]any
		decoder := json.NewDecoder(bytes.NewReader(e.Body))
		decoder.UseNumber()
		_ = decoder.Decode(&body) // a request without a body has no secret in it
		for _, f := range c.fields {
			if f.Direction == acctest.Sent && f.Operation == e.Operation {
				c.saw(f, textAt(body, f.Path))
			}
		}
		scheme := map[string]string{"edge": "sessionJwt", "apptego": "apiToken", "gate": "bearerToken"}[e.Service]
		if e.Operation == "tokenLogin" {
			scheme = "apiToken"
		}
		bearer := strings.TrimPrefix(e.Header.Get("Authorization"), "Bearer ")
		c.saw(acctest.SecretField{Service: e.Service, Operation: scheme, Direction: acctest.Credential}, bearer)
		if pair, err := base64.StdEncoding.DecodeString(bearer); err == nil && e.Service == "apptego" {
			_, secret, _ := strings.Cut(string(pair), ":")
			c.add(secret, "token_secret")
		}
	}
}

// textAt returns the text or the number at a path within objects; "" if there is none.
func textAt(body map[string]any, path string) string {
	name, rest, deeper := strings.Cut(path, ".")
	if deeper {
		inner, _ := body[name].(map[string]any)
		return textAt(inner, rest)
	}
	if number, ok := body[name].(json.Number); ok {
		return number.String()
	}
	text, _ := body[name].(string)
	return text
}

// complete fails the test for each secret of the contracts that never travelled: a canary that stayed at home proves
// nothing. Operations that a run cannot call are left to another.
func (c *canaries) complete(t *testing.T, others ...string) {
	t.Helper()
	for _, f := range c.fields {
		if len(c.travelled[f.String()]) == 0 && !slices.Contains(others, f.Operation) {
			t.Errorf("%s never travelled: cover it, or the test proves nothing about it", f)
		}
	}
	t.Logf("%d secrets of the contracts travelled, as %d values", len(c.fields), len(c.values))
}

// echo is what a service says that repeats a request: as it came, and each text in it by itself.
func echo(e mockapi.Entry) string {
	bearer := strings.TrimPrefix(e.Header.Get("Authorization"), "Bearer ")
	pair, _ := base64.StdEncoding.DecodeString(bearer)
	text := fmt.Sprintf("%s %q %s %s", bearer, pair, e.Query.Encode(), e.Body)
	var body map[string]any
	_ = json.Unmarshal(e.Body, &body) // a request without a body has no more to repeat
	for _, value := range body {
		if value, ok := value.(string); ok {
			text += " " + value
		}
	}
	return text
}

// failure is one way in which a service fails and tells what it was sent.
type failure struct {
	name  string
	fault mockapi.Fault
}

func failures() []failure {
	inJSON := func(e mockapi.Entry) string {
		said := echo(e)
		body := map[string]any{"message": said, "error": said, "detail": said}
		if e.Service == "gate" {
			body = map[string]any{"device_id": []string{said}, "non_field_errors": []string{said}}
		}
		return marshal(body)
	}
	unknown := func(e mockapi.Entry) string { return marshal(map[string]any{"trace": []string{echo(e)}}) }
	page := func(e mockapi.Entry) string { return "<html><p>" + echo(e) + "</p></html>" }
	cut := func(e mockapi.Entry) string {
		return marshal(map[string]any{"a": echo(e), "b": strings.Repeat("x", 4096)})
	}
	wrong := func(e mockapi.Entry) string {
		if e.Operation == "getDataExportBucketPolicy" {
			return page(e) // a policy is JSON of any form
		}
		said, body := echo(e), map[string]any{"uuid": "x", "name": "x"}
		for _, name := range []string{"status", "create_time", "configs", "config", "tokens", "channels", "ttl_sec", "expire_time_sec", "type", "recipients"} {
			body[name] = said
		}
		return marshal(body)
	}
	const plain = "application/json"
	return []failure{
		{"500 with the request in the message", mockapi.Fault{Status: 500, ContentType: plain, Echo: inJSON}},
		{"400 with the request in the message", mockapi.Fault{Status: 400, ContentType: plain, Echo: inJSON}},
		{"500 that is not understood", mockapi.Fault{Status: 500, ContentType: plain, Echo: unknown}},
		{"502 with a page", mockapi.Fault{Status: 502, Echo: page}},
		{"200 with a page", mockapi.Fault{Status: 200, Echo: page}},
		{"200 that ends early", mockapi.Fault{Status: 200, ContentType: plain, Echo: cut, TruncateBody: true}},
		{"200 with texts for numbers", mockapi.Fault{Status: 200, ContentType: plain, Echo: wrong}},
		{"the right answer, half of it", mockapi.Fault{TruncateBody: true}},
	}
}

func marshal(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(raw)
}
