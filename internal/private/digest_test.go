package private_test

import (
	"bytes"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

func TestDigest(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	m := memory{}
	if private.HasDigest(ctx, m, "key", "") || private.HasDigest(ctx, m, "key", "secret") {
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
	m["key"] = []byte(`{"sum":"aGFzaA=="}`)
	if private.HasDigest(ctx, m, "key", "secret") {
		t.Error("a digest without salt was taken")
	}
}
