package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"reflect"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

type embedded struct {
	Name string     `json:"name,omitempty"`
	Key  api.Secret `json:"key,omitempty"`
}

// Embedded has methods, as the objects of a client have.
type Embedded struct {
	Inherited string      `json:"inherited,omitempty"`
	Hidden    api.Secret  `json:"hidden,omitempty"`
	Absent    *api.Secret `json:"absent"`
}

func (Embedded) identifier() string { return "" }

type bodyWithSecrets struct {
	Embedded
	Text    string                `json:"text"`
	Key     api.Secret            `json:"key"`
	Pointer *api.Secret           `json:"pointer,omitempty"`
	Left    *api.Secret           `json:"left,omitempty"`
	List    []api.Secret          `json:"list"`
	None    []api.Secret          `json:"none"`
	Map     map[string]api.Secret `json:"map"`
	Nested  []embedded            `json:"nested"`
	Pointed *embedded             `json:"pointed"`
	Any     any                   `json:"any"`
	Nil     any                   `json:"nil"`
	Number  api.Int64             `json:"number"`
	Skipped api.Secret            `json:"-"`
}

func withSecrets(secret string) bodyWithSecrets {
	s := api.Secret(secret)
	return bodyWithSecrets{
		Embedded: Embedded{Inherited: "i", Hidden: s}, Text: "<t>", Key: s, Pointer: &s, List: []api.Secret{s, "2"}, Map: map[string]api.Secret{"m": s},
		Nested: []embedded{{Name: "n", Key: s}}, Any: map[string]any{"a": s, "b": 1}, Number: 5, Skipped: s,
	}
}

// TestEncodeBody: a body has the text of every secret, wherever it is, and otherwise the JSON of what it was made from.
func TestEncodeBody(t *testing.T) {
	t.Parallel()
	v := withSecrets("s3cr3t")
	want, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range []any{v, &v} {
		got, err := api.EncodeBody(in)
		if err != nil {
			t.Fatal(err)
		}
		plain := strings.ReplaceAll(strings.ReplaceAll(string(want), "[redacted]", "s3cr3t"), `["s3cr3t","s3cr3t"]`, `["s3cr3t","2"]`)
		if plain = strings.NewReplacer(`\u003c`, "<", `\u003e`, ">").Replace(plain); string(got) != plain {
			t.Errorf("the body is\n%s, want\n%s", got, plain)
		}
	}
	if v.Key != "s3cr3t" || v.identifier() != "" {
		t.Error("encoding changed the value")
	}
	if got, err := api.EncodeBody(nil); err != nil || string(got) != "null" {
		t.Errorf("nothing is %s, %v", got, err)
	}
}

// TestSecret_showsNowhere: no verb, no encoding and no log shows a secret, or what holds one.
func TestSecret_showsNowhere(t *testing.T) {
	t.Parallel()
	v := withSecrets("s3cr3t")
	p := &v.Key
	for _, value := range []any{v.Key, p, &p, v, &v, []any{v}, map[string]any{"v": v}, map[api.Secret]int{}, reflect.ValueOf(v.Key)} {
		shown := ""
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d"} {
			shown += fmt.Sprintf(verb, value) + "\n"
		}
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("x", "v", value)
		slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "v", value)
		encoded, err := json.Marshal(value)
		if shown += log.String() + string(encoded); err != nil || strings.Contains(shown, "s3cr3t") || strings.Contains(shown, fmt.Sprintf("%x", "s3cr3t")) {
			t.Errorf("%T shows in\n%s", value, shown)
		}
	}
	if text, err := (v.Key).MarshalJSON(); err != nil || string(text) != `"[redacted]"` {
		t.Errorf("got %s, %v", text, err)
	}
}
