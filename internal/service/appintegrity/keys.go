package appintegrity

import (
	"context"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/private"
)

// The two keys by the names of their fields in the API.
const (
	decryptionKey   = "decryption_key"
	verificationKey = "verification_key"
)

// The statuses of a key. Null says that no key is known.
const (
	statusInSync         = "in_sync"         // the service shows what it showed when the key was sent
	statusUnverified     = "unverified"      // the service has a key, which may be any
	statusChangedOutside = "changed_outside" // the service shows another mask than before
	statusMissing        = "missing"         // the service shows no mask any more
)

// keyFields are what a model has of one key.
type keyFields struct {
	name    string
	value   *types.String // from the configuration; null in plan and state
	version *types.Int64
	status  *types.String
}

func (m *model) keyFields() []keyFields {
	return []keyFields{
		{decryptionKey, &m.DecryptionKeyWO, &m.DecryptionKeyWOVersion, &m.DecryptionKeyStatus},
		{verificationKey, &m.VerificationKeyWO, &m.VerificationKeyWOVersion, &m.VerificationKeyStatus},
	}
}

// secrets are the keys that a request sends, by name.
type secrets map[string]api.Secret

// configuredKeys returns the keys of a configuration that are known.
func configuredKeys(config model) secrets {
	known := secrets{}
	for _, k := range config.keyFields() {
		if !k.value.IsNull() && !k.value.IsUnknown() {
			known[k.name] = api.Secret(k.value.ValueString())
		}
	}
	return known
}

// pointer returns a key, nil if it is not sent.
func (s secrets) pointer(name string) *api.Secret {
	if value, ok := s[name]; ok {
		return &value
	}
	return nil
}

// masks returns what the service shows of its keys, "" where there is none. Masks are secret as well, and are compared
// with masks only.
func masks(c apptego.IntegrityConfig) map[string]string {
	shown := map[string]string{}
	for name, mask := range map[string]*api.Secret{decryptionKey: c.DecryptionKey, verificationKey: c.VerificationKey} {
		if mask != nil {
			shown[name] = mask.Value()
		}
	}
	return shown
}

// memory is what the private state of a configuration holds of a key. It is neither the key nor a mask. A mask has few
// characters that can differ, so that its digest could be guessed: that would give no more than these last characters.
type memory struct {
	Sent       private.Digest `json:"sent,omitzero"`         // of the key that was sent last
	Mask       private.Digest `json:"mask,omitzero"`         // of the mask that was answered then, or of the first one that was read
	MaskLength int            `json:"mask_length,omitempty"` // in characters
	Seen       string         `json:"seen,omitempty"`        // how the mask of the last read differs, in words
}

// remembered returns the memory of a key. What cannot be read counts as forgotten.
func remembered(ctx context.Context, r private.Reader, name string) memory {
	var m memory
	if !private.Load(ctx, r, name, &m) {
		return memory{}
	}
	return m
}

// rememberSent keeps the digests of keys that were sent, and of the masks that the service answered. The memory of other
// keys stays: to take their masks from this answer would hide that somebody else changed them.
func rememberSent(ctx context.Context, w private.Writer, sent secrets, answer apptego.IntegrityConfig) (d diag.Diagnostics) {
	shown := masks(answer)
	for name, key := range sent {
		m := memory{Sent: private.NewDigest(key.Value())}
		m.accept(shown[name])
		d.Append(private.Store(ctx, w, name, m)...)
	}
	return d
}

// readKeys sets the statuses of a model by what a read answered, and remembers the first masks. It changes no memory
// otherwise, since a refresh that finds nothing must leave everything as it is.
func readKeys(ctx context.Context, r private.Reader, w private.Writer, m *model, answer apptego.IntegrityConfig) (d diag.Diagnostics) {
	shown := masks(answer)
	for _, k := range m.keyFields() {
		known := remembered(ctx, r, k.name)
		*k.status = known.compare(shown[k.name])
		if !known.isZero() {
			d.Append(private.Store(ctx, w, k.name, known)...)
		}
	}
	return d
}

func (m *memory) isZero() bool { return m.Sent.IsZero() && m.Mask.IsZero() }

func (m *memory) accept(mask string) {
	if mask != "" {
		m.Mask, m.MaskLength = private.NewDigest(mask), utf8.RuneCountInString(mask)
	}
}

// compare returns the status of a key whose mask was read. The format of masks is not documented, so that any difference
// counts. Without a memory the first mask is accepted, also where an answer to a write showed none.
func (m *memory) compare(mask string) types.String {
	m.Seen = ""
	switch {
	case m.Mask.IsZero():
		m.accept(mask)
	case mask == "":
		m.Seen = "no mask"
		return types.StringValue(statusMissing)
	case !m.Mask.Is(mask):
		m.Seen = difference(utf8.RuneCountInString(mask) - m.MaskLength)
		return types.StringValue(statusChangedOutside)
	}
	switch {
	case !m.Sent.IsZero():
		return types.StringValue(statusInSync)
	case !m.Mask.IsZero():
		return types.StringValue(statusUnverified)
	}
	return types.StringNull()
}

// firstStatus is the status of a key that a list shows: what an import of it would read.
func firstStatus(mask *api.Secret) types.String {
	var m memory
	if mask == nil {
		return m.compare("")
	}
	return m.compare(mask.Value())
}

func difference(characters int) string {
	switch {
	case characters < 0:
		return "a shorter mask"
	case characters > 0:
		return "a longer mask"
	}
	return "another mask"
}
