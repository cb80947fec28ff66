package private

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// Digest tells whether a secret is the one that was seen before, without holding it: SHA-256 with a salt of its own. It is
// for generated secrets with as many bits as a key; a password could be guessed. The zero value is the digest of nothing.
type Digest struct {
	Salt []byte `json:"salt"`
	Sum  []byte `json:"sum"`
}

const saltSize = 32

// NewDigest returns the digest of a generated secret, another one each time.
func NewDigest(secret string) Digest {
	salt := make([]byte, saltSize)
	_, _ = rand.Read(salt) // never fails
	return Digest{Salt: salt, Sum: sum(salt, secret)}
}

// IsZero says that no secret is known by the digest: there is none, or it was damaged and cannot be used.
func (d Digest) IsZero() bool { return len(d.Salt) != saltSize || len(d.Sum) != sha256.Size }

// Is says whether a secret is the one of the digest.
func (d Digest) Is(secret string) bool {
	return !d.IsZero() && subtle.ConstantTimeCompare(d.Sum, sum(d.Salt, secret)) == 1
}

// StoreDigest remembers a generated secret by its digest.
func StoreDigest(ctx context.Context, w Writer, key, secret string) diag.Diagnostics {
	return Store(ctx, w, key, NewDigest(secret))
}

// LoadDigest returns the digest that was remembered. One that cannot be read counts as absent, and is zero.
func LoadDigest(ctx context.Context, r Reader, key string) Digest {
	var known Digest
	if !Load(ctx, r, key, &known) || known.IsZero() {
		return Digest{}
	}
	return known
}

// HasDigest says whether a secret is the one that was remembered.
func HasDigest(ctx context.Context, r Reader, key, secret string) bool {
	return LoadDigest(ctx, r, key).Is(secret)
}

func sum(salt []byte, secret string) []byte {
	h := sha256.New()
	h.Write(salt)
	h.Write([]byte(secret))
	return h.Sum(nil)
}
