package private_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

func TestDigest(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	m := memory{}
	if private.HasDigest(ctx, m, "key", "") || private.HasDigest(ctx, m, "key", "secret") || !private.LoadDigest(ctx, m, "key").IsZero() {
		t.Error("a digest was found where none is")
	}
	for _, key := range []string{"key", "again"} {
		if d := private.StoreDigest(ctx, m, key, "secret"); d.HasError() {
			t.Fatal(d)
		}
	}
	if !private.HasDigest(ctx, m, "key", "secret") || private.HasDigest(ctx, m, "key", "other") || private.HasDigest(ctx, m, "key", "") {
		t.Error("the digest does not tell the secret from others")
	}
	if bytes.Equal(m["key"], m["again"]) || bytes.Contains(m["key"], []byte("secret")) {
		t.Errorf("the digests %s and %s must differ by their salts and hold no secret", m["key"], m["again"])
	}
}

// A digest that cannot be used is none: nothing equals it, and nobody takes it for a secret that was seen.
func TestDigest_damaged(t *testing.T) {
	t.Parallel()
	whole, err := json.Marshal(private.NewDigest("secret"))
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"no salt": `{"sum":"aGFzaA=="}`, "no sum": `{"salt":"aGFzaA=="}`, "null": `null`, "empty": `{}`, "another type": `[1]`, "no base64": `{"salt":"%","sum":"%"}`,
		"cut": string(whole[:len(whole)/2]), "short salt": `{"salt":"aGFzaA==","sum":"K7gNU3sdo+OL0wNhqoVWhr3g6s1xYv72ol/pe/Unols="}`,
	} {
		m := memory{"key": []byte(text)}
		if known := private.LoadDigest(t.Context(), m, "key"); !known.IsZero() || len(known.Salt)+len(known.Sum) > 0 {
			t.Errorf("%s: the digest %s was taken", name, text)
		}
		if private.HasDigest(t.Context(), m, "key", "secret") || private.HasDigest(t.Context(), m, "key", "") {
			t.Errorf("%s: a secret is the one of the digest %s", name, text)
		}
	}
	if private.HasDigest(t.Context(), broken{}, "key", "secret") {
		t.Error("a digest was found in what cannot be read")
	}
}

// What keeps digests among other things leaves out those that it has not.
func TestDigest_omitted(t *testing.T) {
	t.Parallel()
	var holder struct {
		A private.Digest `json:"a,omitzero"`
	}
	if raw, err := json.Marshal(holder); err != nil || string(raw) != "{}" {
		t.Errorf("%s, %v", raw, err)
	}
	holder.A = private.NewDigest("secret")
	raw, err := json.Marshal(holder)
	if err != nil {
		t.Fatal(err)
	}
	holder.A = private.Digest{}
	if err := json.Unmarshal(raw, &holder); err != nil || !holder.A.Is("secret") || holder.A.Is("other") {
		t.Errorf("%v after %s, %v", holder, raw, err)
	}
}
