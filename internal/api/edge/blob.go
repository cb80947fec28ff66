package edge

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Blob is the contract's Blob: text that clients of the service keep in it. It is addressed by its key. Zero values are left
// out of requests.
type Blob struct {
	Key           string    `json:"key,omitempty"`
	Name          string    `json:"name,omitempty"`
	Data          string    `json:"data,omitempty"`
	ExpireTimeSec api.Int64 `json:"expire_time_sec,omitempty"` // epoch or duration: not stated
	UserUUID      string    `json:"user_uuid,omitempty"`
	AccountName   string    `json:"account_name,omitempty"`
	CreateTime    api.Time  `json:"create_time,omitempty"`
	UpdateTime    api.Time  `json:"update_time,omitempty"`
}

func (b Blob) identifier() string { return b.Key }
func (b Blob) status() Status     { return 0 }
func (b Blob) label() string      { return b.Key }
func (b Blob) created() api.Time  { return b.CreateTime }
func (b Blob) updated() api.Time  { return b.UpdateTime }

// Blobs are the calls about blobs.
type Blobs struct{ *Objects[Blob] }

func keysFrom(prefix string) url.Values { return url.Values{"prefix": {prefix}} }

// group returns the parameters that select the blobs of the group that keys have in common: the data of all blobs of the
// account is no price for reading some.
func group(common string) url.Values {
	// A key is said to be made of a group and an id, which may begin alike by chance.
	if end := strings.LastIndexFunc(common, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); end >= 0 {
		_, size := utf8.DecodeRuneInString(common[end:])
		common = common[:end+size]
	}
	common = strings.ToValidUTF8(common, "") // which may end within a letter
	if common == "" {
		return nil
	}
	return keysFrom(common)
}

func newBlobs(c *Client, cfg Config) *Blobs {
	return &Blobs{newObjects(c, cfg, kind[Blob]{
		create: opCreateBlob, get: opGetBlob, list: opQueryBlobs, delete: opDeleteBlob,
		member: "blobs", all: keysFrom(""), assumed: true, // a prefix is required; an empty one selects everything
		sharing: group,
		finds:   func(b Blob) url.Values { return keysFrom(b.Key) },
	})}
}

// Create is that of every kind. The vendor does not say whether a create overwrites a blob of the key, so that the service is
// asked before whether it has one: then the error is an api.ExistsError.
func (b *Blobs) Create(ctx context.Context, wanted Blob) (Blob, error) {
	return typed[Blob](b.calls.createAs(ctx, making{wanted: wanted, body: wanted, before: func(ctx context.Context) error {
		there, err := b.Query(ctx, keysFrom(wanted.Key))
		if _, found := find(there, wanted.Key); err == nil && found {
			err = &api.ExistsError{
				Operation: opCreateBlob, ID: wanted.Key, Err: b.calls.client.unusable(opQueryBlobs, http.StatusOK, errors.New("the list holds a blob of this key")),
			}
		}
		return err
	}}))
}
