package edge

import (
	"context"
	"reflect"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// making is a create of this API: see api.Creation for what the fields are good for.
type making struct {
	wanted        Object // as answers have it; it says which object is to be looked for
	body          any    // as it is sent
	secrets       []string
	neverAnswered []string
	recordAs      any // what makes the create this one, if more than wanted does
	once          bool
	before        func(context.Context) error // runs before each request of the create, and may keep it from being sent

	secretAnswered bool   // only the answer holds the secret
	member         string // of the answer that holds the object; "": the answer is the object
}

// createAs makes an object once, although the answer may be lost: see api.Create.
func (o *calls) createAs(ctx context.Context, m making) (Object, error) {
	m.neverAnswered = append(m.neverAnswered, o.kind.blurred...)
	created, err := create(ctx, o.client, o.kind.create, m, o)
	if err == nil {
		o.traces.note(created.identifier(), NewWritten(created))
	}
	return created, err
}

// create is createAs for an operation of its own. Objects are nil if nothing lists what the operation makes.
func create(ctx context.Context, c *Client, operation string, m making, objects *calls) (Object, error) {
	wanted := m.recordAs
	if wanted == nil {
		wanted = m.wanted
	}
	creation := api.Creation[Object]{
		Operation:     operation,
		Name:          m.wanted.label(),
		Wanted:        wanted,
		NeverAnswered: m.neverAnswered,
		Once:          m.once,

		SecretAnswered: m.secretAnswered,

		Send: func(ctx context.Context) (Object, error) {
			answer, err := m.send(ctx, c, operation)
			if err == nil && answer.identifier() == "" {
				err = c.mismatch(operation, "", "")
			}
			return answer, err
		},
		Describe: func(o Object) api.Described {
			d := api.Described{ID: o.identifier(), Name: o.label()}
			if o.created() > 0 {
				d.Created = o.created().Moment()
			}
			return d
		},
	}
	if objects != nil {
		creation.Read = objects.Get
	}
	if objects != nil && objects.kind.list != "" {
		creation.List = func(ctx context.Context) ([]Object, error) { return objects.Query(ctx, objects.kind.own(m.wanted)) }
	}
	return api.Create(ctx, c.creator, creation)
}

// send sends the request, and takes the object out of its answer.
func (m making) send(ctx context.Context, c *Client, operation string) (answer Object, err error) {
	if m.before != nil {
		if err := m.before(ctx); err != nil {
			return answer, err
		}
	}
	request, typ := call{operation: operation, body: m.body, secrets: m.secrets}, reflect.TypeOf(m.wanted)
	holder := reflect.New(typ)
	object := holder.Elem()
	if m.member != "" {
		holder = reflect.New(reflect.StructOf([]reflect.StructField{holding(0, m.member, typ)}))
		object = holder.Elem().Field(0)
	}
	err = c.do(ctx, request, holder.Interface())
	return ObjectOf(object), err
}

// InState says that an object is in somebody's state, so that no lost answer can be about it.
func (c *Client) InState(ctx context.Context, id string) { c.creator.InState(ctx, id) }
