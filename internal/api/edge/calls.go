package edge

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// calls are Objects of a type that is known at run time.
type calls struct {
	client *Client
	typ    reflect.Type // of the objects
	kind   kind[Object]
	listed *api.Snapshot[Object] // nil: reads are not batched
	traces traces
	known  sync.Map // func() Object by id: see Objects.Knew
	shared prefix

	answered atomic.Bool // a read by id, or the list, has shown an object
}

func newObjects[T Object](c *Client, cfg Config, k kind[T]) *Objects[T] {
	return &Objects[T]{newCalls(c, cfg, k.untyped(), reflect.TypeFor[T]())}
}

func newCalls(c *Client, cfg Config, k kind[Object], typ reflect.Type) *calls {
	o := &calls{client: c, typ: typ, kind: k}
	for _, operation := range append([]string{k.create, k.update, k.delete}, k.writes...) {
		if operation != "" {
			c.effects[operation] = effect{list: k.list, others: k.outdates}
		}
	}
	if !cfg.ReadBatching || k.list == "" {
		return o
	}
	o.listed = api.NewSnapshot(api.SnapshotConfig[Object]{
		ID:     ID,
		List:   o.listForReads,
		Paused: c.http.Paused,
		Off: func(ctx context.Context, reason string) {
			if cfg.BatchingOff != nil {
				cfg.BatchingOff(ctx, k.list, reason)
			}
		},
	})
	c.lists[k.list] = o.listed
	return o
}

// prefix is what the ids of the objects that are read begin with.
type prefix struct {
	mu   sync.Mutex
	seen bool
	text string
}

func (p *prefix) add(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.seen {
		p.seen, p.text = true, id
	}
	n := 0
	for n < len(p.text) && n < len(id) && p.text[n] == id[n] {
		n++
	}
	p.text = p.text[:n]
}

func (p *prefix) get() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text
}

// do sends a call and returns the object of its answer.
func (o *calls) do(ctx context.Context, in call) (Object, error) {
	answer := reflect.New(o.typ)
	if err := o.client.do(ctx, in, answer.Interface()); err != nil {
		return nil, err
	}
	return ObjectOf(answer.Elem()), nil
}

// ObjectOf returns an object that was made by its type, which is known at run time.
func ObjectOf(value reflect.Value) Object {
	object, _ := value.Interface().(Object)
	return object
}

// Create is that of Objects.
func (o *calls) Create(ctx context.Context, wanted Object) (Object, error) {
	return o.createAs(ctx, making{wanted: wanted, body: o.createBody(wanted), secrets: o.kind.hidden(wanted)})
}

func (o *calls) createBody(wanted Object) any {
	if o.kind.creating == nil {
		return wanted
	}
	return o.kind.creating(wanted)
}

// Get is that of Objects.
func (o *calls) Get(ctx context.Context, id string) (Object, error) {
	return o.getSettled(ctx, id, nil)
}

// getNow is Get for a caller to whom the absence of an object is no surprise.
func (o *calls) getNow(ctx context.Context, id string) (Object, error) {
	answer, err := o.once(ctx, id)
	return o.confirmed(ctx, id, answer, err)
}

// once is one read, by id or from the list.
func (o *calls) once(ctx context.Context, id string) (Object, error) {
	if o.kind.get == "" {
		return o.pick(ctx, id)
	}
	return o.get(ctx, id)
}

// confirmed is what comes of a read by id.
func (o *calls) confirmed(ctx context.Context, id string, answer Object, err error) (Object, error) {
	operation := o.kind.get
	if o.kind.list == "" {
		return answer, o.unlisted(err)
	}
	if operation != "" && api.StatusOf(err) == http.StatusBadRequest {
		return answer, o.refused(ctx, id, err)
	}
	if operation == "" || !api.IsNotFound(err) || errors.Is(err, errDeleted) || o.client.routes[operation].Source == SourceDocumented {
		return answer, err
	}
	lists := []url.Values{nil}
	own := o.own(id)
	if own != nil {
		lists = []url.Values{own, nil}
	}
	found, empty := false, false
	for i := 0; i < len(lists) && !found; i++ {
		all, listErr := o.Query(ctx, lists[i])
		if listErr != nil {
			return nil, o.client.unconfirmed(operation, listErr)
		}
		_, found = find(all, id)
		empty = len(all) == 0
	}
	if !found {
		if empty && own == nil && !o.signed(err) {
			return nil, o.client.unconfirmed(operation, errEmptyList)
		}
		return nil, err
	}
	answer, err = o.get(ctx, id)
	if api.IsNotFound(err) {
		return nil, &RouteError{
			Operation: operation, Route: o.client.routes[operation], Err: err,
			problem: "the list of such objects holds the object, but reading it by id is answered by not found",
		}
	}
	return answer, err
}

// own returns parameters of the list that would select an object as it was known, if there are any.
func (o *calls) own(id string) url.Values {
	known, _ := o.known.Load(id)
	object, ok := known.(func() Object)
	if !ok {
		return nil
	}
	return o.kind.own(object())
}

// knew is Objects.Knew.
func (o *calls) knew(id string, object func() Object) (forget func()) {
	if o.kind.finds != nil && o.kind.get != "" {
		o.known.Store(id, object)
	}
	return func() { o.known.Delete(id) }
}

// get is one read by id.
func (o *calls) get(ctx context.Context, id string) (Object, error) {
	answer, err := o.do(ctx, call{operation: o.kind.get, id: id, query: o.kind.one, idempotent: true})
	switch {
	case err != nil:
		return nil, err
	case answer.identifier() != id:
		return nil, o.client.mismatch(o.kind.get, answer.identifier(), id)
	case answer.status() == StatusDeleted:
		return nil, o.client.gone(o.kind.get)
	}
	o.answered.Store(true)
	o.kind.blank(&answer)
	return answer, nil
}

// pick finds an object in a list that is the only way to read it. Its absence gives an error that api.IsNotFound accepts.
// Since this API leaves out what is empty, {} is a list without objects, and the contract gives no way to tell it from an
// answer that has lost its content. So an empty list is asked for once more before everything that is managed looks gone.
func (o *calls) pick(ctx context.Context, id string) (Object, error) {
	absent := "the list does not hold the object"
	for again := range 2 {
		all, err := o.List(ctx)
		if err != nil {
			return nil, o.client.listFailure(o.kind.list, err)
		}
		if object, found := find(all, id); found {
			return object, nil
		}
		if len(all) > 0 {
			break
		}
		if again == 1 {
			absent = "the list holds no object at all, also when it is asked for again"
		}
	}
	return nil, o.client.unusable(o.kind.list, http.StatusNotFound, errors.New(absent))
}

func find[T Object](objects []T, id string) (found T, ok bool) {
	for _, object := range objects {
		if object.identifier() == id {
			return object, true
		}
	}
	return found, false
}

// List is that of Objects.
func (o *calls) List(ctx context.Context) ([]Object, error) { return o.Query(ctx, nil) }

// Query is that of Objects.
func (o *calls) Query(ctx context.Context, parameters url.Values) ([]Object, error) {
	return o.QueryBeside(ctx, parameters, nil)
}

// QueryBeside is that of Objects.
func (o *calls) QueryBeside(ctx context.Context, parameters url.Values, beside map[string]any) ([]Object, error) {
	query := url.Values{}
	for _, values := range []url.Values{o.kind.all, parameters} {
		for name, value := range values {
			query[name] = value
		}
	}
	names := slices.Sorted(maps.Keys(beside))
	members := []reflect.StructField{holding(0, o.kind.member, reflect.SliceOf(o.typ))}
	for i, name := range names {
		members = append(members, holding(i+1, name, reflect.TypeOf(beside[name]).Elem()))
	}
	answer := reflect.New(reflect.StructOf(members))
	into := answer.Interface()
	if o.kind.get == "" {
		into = &listed{o.kind.member, into}
	}
	err := o.client.do(ctx, call{operation: o.kind.list, query: query, idempotent: true}, into)
	for i, name := range names {
		reflect.ValueOf(beside[name]).Elem().Set(answer.Elem().Field(i + 1))
	}
	kept := o.kept(answer.Elem().Field(0))
	if len(kept) > 0 {
		o.answered.Store(true)
	}
	return kept, err
}

// kept returns those of the objects of an answer that are not DELETED, without what only their create may show.
func (o *calls) kept(objects reflect.Value) []Object {
	kept := make([]Object, 0, objects.Len())
	for i := range objects.Len() {
		object := ObjectOf(objects.Index(i))
		o.kind.blank(&object)
		if object.status() != StatusDeleted {
			kept = append(kept, object)
		}
	}
	return kept
}

// beside is Objects.Beside.
func (o *calls) beside() (into any, objects func() []Object) {
	list := reflect.New(reflect.SliceOf(o.typ))
	return list.Interface(), func() []Object { return o.kept(list.Elem()) }
}

// holding is a field, by its place, for one member of an answer.
func holding(place int, member string, typ reflect.Type) reflect.StructField {
	return reflect.StructField{Name: fmt.Sprintf("Held%d", place), Type: typ, Tag: reflect.StructTag(fmt.Sprintf(`json:%q`, member))}
}

// listForReads is the list that answers reads.
func (o *calls) listForReads(ctx context.Context) ([]Object, error) {
	if o.kind.sharing == nil {
		return o.List(ctx)
	}
	parameters := o.kind.sharing(o.shared.get())
	if parameters == nil {
		return nil, api.ErrNothingToList
	}
	return o.Query(ctx, parameters)
}

// Read is that of Objects.
func (o *calls) Read(ctx context.Context, id string, agrees func(Object) bool) (Object, error) {
	if o.kind.sharing != nil {
		o.shared.add(id)
	}
	if o.kind.get == "" && o.listed == nil {
		return o.getSettled(ctx, id, agrees)
	}
	expected := func(found Object) bool { return o.shows(found, nil) && (agrees == nil || agrees(found)) }
	if o.kind.get != "" {
		return o.listed.ReadExpecting(ctx, id, func(ctx context.Context) (Object, error) { return o.getSettled(ctx, id, agrees) }, expected)
	}
	found, exists, err := o.listed.FindExpecting(ctx, id, expected)
	switch {
	case err != nil:
		return found, o.client.listFailure(o.kind.list, err)
	case !exists, !o.shows(found, agrees):
		// That an object is gone is left to Get, which also knows what to think of a list without any object.
		return o.getSettled(ctx, id, agrees)
	}
	return found, nil
}

// ReadAll is that of Objects.
func (o *calls) ReadAll(ctx context.Context) ([]Object, error) {
	if o.listed == nil || o.kind.sharing != nil {
		return o.List(ctx)
	}
	return o.listed.All(ctx)
}

// ReadNow is that of Objects.
func (o *calls) ReadNow(id string) (object Object, ok bool) {
	if o.kind.get == "" {
		return object, false
	}
	object, ok = o.listed.Peek(id)
	return object, ok && o.shows(object, nil)
}

// Update is that of Objects.
func (o *calls) Update(ctx context.Context, id string, change Object, toClear []string) (Object, error) {
	if o.kind.updating == nil {
		return nil, o.client.needsOwnCall(o.kind.update)
	}
	return o.update(ctx, id, o.kind.updating(id, change, toClear), change, toClear)
}

// update sends a body that makes a change. A success whose answer does not show the object is followed by reads.
func (o *calls) update(ctx context.Context, id string, body any, change Object, toClear []string) (Object, error) {
	in := call{operation: o.kind.update, id: id, body: body, idempotent: true, secrets: o.kind.hidden(change)}
	candidate := o.client.routes[o.kind.update].Source == SourceCandidate
	if candidate {
		if err := o.client.requireUndocumented(o.kind.update); err != nil {
			return nil, err
		}
	}
	if candidate || o.kind.unproven {
		if err := o.client.do(ctx, in, nil); err != nil {
			return nil, err
		}
		return o.stored(ctx, id, change, toClear)
	}
	answer, err := o.do(ctx, in)
	switch {
	case api.IsEmptyAnswer(err):
		return o.stored(ctx, id, change, toClear)
	case err != nil:
		if api.Ambiguous(err) {
			o.traces.note(id, Written{At: time.Now()})
		}
		return nil, err
	case answer.identifier() != id:
		return nil, o.client.mismatch(o.kind.update, answer.identifier(), id)
	}
	o.traces.note(id, NewWritten(answer))
	return answer, nil
}

// Delete is that of Objects.
func (o *calls) Delete(ctx context.Context, id string) error {
	switch {
	case o.kind.retiring == nil && o.kind.delete == "":
		return o.client.needsOwnCall(o.kind.update)
	case o.kind.retiring == nil:
		return o.deleteUndocumented(ctx, id)
	}
	return o.retire(ctx, id, func(status Status) (Status, error) {
		updated, err := o.Update(ctx, id, o.kind.retiring(status), nil)
		if err != nil {
			return 0, err
		}
		return updated.status(), nil
	})
}
