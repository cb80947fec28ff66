package edge

import (
	"context"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// making is a create of this API: see api.Creation for what the fields are good for.
type making[T object] struct {
	operation     string
	wanted        T   // as answers have it; it says which object is to be looked for
	body          any // as it is sent
	secrets       []string
	neverAnswered []string
	recordAs      any // what makes the create this one, if more than wanted does
	list          func(context.Context) ([]T, error)
	read          func(context.Context, string) (T, error)
	once          bool

	secretAnswered bool // only the answer holds the secret
}

// create makes an object once, although the answer may be lost: see api.Create.
func create[T object](ctx context.Context, c *Client, m making[T]) (T, error) {
	wanted := m.recordAs
	if wanted == nil {
		wanted = m.wanted
	}
	return api.Create(ctx, c.creator, api.Creation[T]{
		Operation:     m.operation,
		Name:          m.wanted.label(),
		Wanted:        wanted,
		NeverAnswered: m.neverAnswered,
		List:          m.list,
		Read:          m.read,
		Once:          m.once,

		SecretAnswered: m.secretAnswered,

		Send: func(ctx context.Context) (T, error) {
			var answer T
			err := c.do(ctx, call{operation: m.operation, body: m.body, secrets: m.secrets}, &answer)
			if err == nil && answer.identifier() == "" {
				err = c.mismatch(m.operation, "", "")
			}
			return answer, err
		},
		Describe: func(o T) api.Described {
			d := api.Described{ID: o.identifier(), Name: o.label()}
			if o.created() > 0 {
				d.Created = time.UnixMilli(int64(o.created()))
			}
			return d
		},
	})
}

// InState says that an object is in somebody's state, so that no lost answer can be about it.
func (c *Client) InState(ctx context.Context, id string) { c.creator.InState(ctx, id) }
