package private

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// digest tells whether a secret is the one that was seen before, without holding it: SHA-256 with a salt of its own. It is
// for generated secrets with as many bits as a key; a password could be guessed.
type digest struct {
	Salt []byte `json:"salt"`
	Sum  []byte `json:"sum"`
}

const saltSize = 32

// StoreDigest remembers a generated secret by its digest.
func StoreDigest(ctx context.Context, w Writer, key, secret string) diag.Diagnostics {
	salt := make([]byte, saltSize)
	_, _ = rand.Read(salt) // never fails
	return Store(ctx, w, key, digest{Salt: salt, Sum: sum(salt, secret)})
}

// HasDigest says whether a secret is the one that was remembered.
func HasDigest(ctx context.Context, r Reader, key, secret string) bool {
	var known digest
	return Load(ctx, r, key, &known) && len(known.Salt) == saltSize && subtle.ConstantTimeCompare(known.Sum, sum(known.Salt, secret)) == 1
}

func sum(salt []byte, secret string) []byte {
	h := sha256.New()
	h.Write(salt)
	h.Write([]byte(secret))
	return h.Sum(nil)
}
