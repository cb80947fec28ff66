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
	"sync/atomic"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Object is an object of this API that has an id.
type Object interface {
	identifier() string
	status() Status
	label() string     // what people know it by; "" if there is nothing
	created() api.Time // 0: not told
	updated() api.Time // the same, of the last write
}

// kind describes one kind of objects: its operations by verb, and what their requests and answers look like.
type kind[T Object] struct {
	create, get, list, update, delete string // operationIds; "": the API has no such operation, but it has get or list

	member   string                                          // of the answer to list that holds the objects
	all      url.Values                                      // query of list that selects every object
	one      url.Values                                      // query of get
	creating func(T) any                                     // body of create; nil: the object as it is
	updating func(id string, change T, toClear []string) any // body of update
	secrets  func(change T) []string                         // of a create or an update, which no error may show; nil: there are none
	retiring func(Status) T                                  // the change that ends objects that have a status instead of a deletion
	writes   []string                                        // further operations that write objects of this kind
	blurred  []string                                        // members that answers hold more in than was sent, which are not compared
	once     func(*T)                                        // takes out of an object that was read what only its create may show
	unproven bool                                            // that the answer to update is not the object, which has to be read again
	finds    func(T) url.Values                              // parameters of list that are sure to select an object; nil: there are none
	assumed  bool                                            // that the query all selects every object is an assumption
	outdates []string                                        // operations that list objects of other kinds which name these, or show their name
}

// own returns parameters of list that are sure to select an object, if there are any.
func (k kind[T]) own(object T) url.Values {
	if k.finds == nil {
		return nil
	}
	return k.finds(object)
}

// hidden returns the secrets of a create or an update, which no error may show.
func (k kind[T]) hidden(change T) []string {
	if k.secrets == nil {
		return nil
	}
	return k.secrets(change)
}

// blank takes out of an object that was read what only its create may show.
func (k kind[T]) blank(object *T) {
	if k.once != nil {
		k.once(object)
	}
}

// Objects are the calls about one kind of objects. They are safe for concurrent use.
//
// The methods whose names begin with Read are for refreshes and lookups. With Config.ReadBatching they may answer from a
// list that began at most thirty seconds ago, but never with what this client has written to since. What they return
// shares slices, maps and pointers with what others get, so it must not be changed. Get, List and Query ask the service
// each time.
type Objects[T Object] struct {
	client *Client
	kind   kind[T]
	listed *api.Snapshot[T] // nil: reads are not batched
	traces traces

	answered atomic.Bool // a read by id, or the list, has shown an object
}

func newObjects[T Object](c *Client, cfg Config, k kind[T]) *Objects[T] {
	o := &Objects[T]{client: c, kind: k}
	for _, operation := range append([]string{k.create, k.update, k.delete}, k.writes...) {
		if operation != "" {
			c.effects[operation] = effect{list: k.list, others: k.outdates}
		}
	}
	if !cfg.ReadBatching || k.list == "" {
		return o
	}
	o.listed = api.NewSnapshot(api.SnapshotConfig[T]{
		ID:     func(object T) string { return object.identifier() },
		List:   o.List,
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

// ID returns the id of an object, its uuid.
func (o *Objects[T]) ID(object T) string { return object.identifier() }

// Created returns when an object was created, in epoch milliseconds; 0 if that is not told.
func (o *Objects[T]) Created(object T) int64 { return int64(object.created()) }

// Create implements the create operation of the kind. After an ambiguous failure the object is looked for: see api.Create.
func (o *Objects[T]) Create(ctx context.Context, wanted T) (T, error) {
	return o.createAs(ctx, making[T]{wanted: wanted, body: o.createBody(wanted), secrets: o.kind.hidden(wanted)})
}

func (o *Objects[T]) createBody(wanted T) any {
	if o.kind.creating == nil {
		return wanted
	}
	return o.kind.creating(wanted)
}

// Get reads one object by its id. An object that is DELETED, and one that neither the id nor the list knows, gives an
// error that api.IsNotFound accepts. A bare 404 is not enough: most read routes are inferred, and a wrong route must not
// make everything that is managed look deleted. (Without a list, see unlisted.) So the list is asked as well, and if it has the object, the read is
// tried once more and then reported as it is. A kind without a read by id is looked up in its list. What was written seconds
// ago is asked for again for a few seconds before its absence, or an older version, is believed.
func (o *Objects[T]) Get(ctx context.Context, id string) (T, error) {
	return o.getSettled(ctx, id, nil)
}

// getNow is Get for a caller to whom the absence of an object is no surprise.
func (o *Objects[T]) getNow(ctx context.Context, id string) (T, error) {
	answer, err := o.once(ctx, id)
	return o.confirmed(ctx, id, answer, err)
}

// once is one read, by id or from the list.
func (o *Objects[T]) once(ctx context.Context, id string) (T, error) {
	if o.kind.get == "" {
		return o.pick(ctx, id)
	}
	return o.get(ctx, id)
}

// confirmed is what comes of a read by id.
func (o *Objects[T]) confirmed(ctx context.Context, id string, answer T, err error) (T, error) {
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
	var zero T
	all, listErr := o.List(ctx)
	if listErr != nil {
		return zero, o.client.unconfirmed(operation, listErr)
	}
	if _, found := find(all, id); !found {
		if len(all) == 0 && !o.signed(err) {
			return zero, o.client.unconfirmed(operation, errEmptyList)
		}
		return zero, err
	}
	answer, err = o.get(ctx, id)
	if api.IsNotFound(err) {
		return zero, &RouteError{
			Operation: operation, Route: o.client.routes[operation], Err: err,
			problem: "the list of such objects holds the object, but reading it by id is answered by not found",
		}
	}
	return answer, err
}

// get is one read by id.
func (o *Objects[T]) get(ctx context.Context, id string) (T, error) {
	var answer, zero T
	err := o.client.do(ctx, call{operation: o.kind.get, id: id, query: o.kind.one, idempotent: true}, &answer)
	switch {
	case err != nil:
		return zero, err
	case answer.identifier() != id:
		return zero, o.client.mismatch(o.kind.get, answer.identifier(), id)
	case answer.status() == StatusDeleted:
		return zero, o.client.gone(o.kind.get)
	}
	o.answered.Store(true)
	o.kind.blank(&answer)
	return answer, nil
}

// pick finds an object in a list that is the only way to read it. Its absence gives an error that api.IsNotFound accepts.
// Since this API leaves out what is empty, {} is a list without objects, and the contract gives no way to tell it from an
// answer that has lost its content. So an empty list is asked for once more before everything that is managed looks gone.
func (o *Objects[T]) pick(ctx context.Context, id string) (T, error) {
	var zero T
	absent := "the list does not hold the object"
	for again := range 2 {
		all, err := o.List(ctx)
		if err != nil {
			return zero, o.client.listFailure(o.kind.list, err)
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
	return zero, o.client.unusable(o.kind.list, http.StatusNotFound, errors.New(absent))
}

func find[T Object](objects []T, id string) (found T, ok bool) {
	for _, object := range objects {
		if object.identifier() == id {
			return object, true
		}
	}
	return found, false
}

// List returns every object that is not DELETED. The lists of this API have no paging, so slices hold them whole.
func (o *Objects[T]) List(ctx context.Context) ([]T, error) { return o.Query(ctx, nil) }

// Query is List for the objects that further parameters select. A parameter replaces the one of its name with which List
// selects everything.
func (o *Objects[T]) Query(ctx context.Context, parameters url.Values) ([]T, error) {
	return o.QueryBeside(ctx, parameters, nil)
}

// QueryBeside is Query, and reads further members of the same answer, by their names, into pointers.
func (o *Objects[T]) QueryBeside(ctx context.Context, parameters url.Values, beside map[string]any) ([]T, error) {
	query := url.Values{}
	for _, values := range []url.Values{o.kind.all, parameters} {
		for name, value := range values {
			query[name] = value
		}
	}
	names := slices.Sorted(maps.Keys(beside))
	members := []reflect.StructField{holding(0, o.kind.member, reflect.TypeFor[[]T]())}
	for i, name := range names {
		members = append(members, holding(i+1, name, reflect.TypeOf(beside[name]).Elem()))
	}
	answer := reflect.New(reflect.StructOf(members))
	into := answer.Interface()
	if o.kind.get == "" {
		into = &listed{o.kind.member, into}
	}
	err := o.client.do(ctx, call{operation: o.kind.list, query: query, idempotent: true}, into)
	objects, _ := answer.Elem().Field(0).Interface().([]T)
	for i, name := range names {
		reflect.ValueOf(beside[name]).Elem().Set(answer.Elem().Field(i + 1))
	}
	kept := o.Kept(objects)
	if len(kept) > 0 {
		o.answered.Store(true)
	}
	return kept, err
}

// Kept returns those of the objects of an answer that are not DELETED, without what only their create may show.
func (o *Objects[T]) Kept(objects []T) []T {
	kept := make([]T, 0, len(objects))
	for _, object := range objects {
		o.kind.blank(&object)
		if object.status() != StatusDeleted {
			kept = append(kept, object)
		}
	}
	return kept
}

// holding is a field, by its place, for one member of an answer.
func holding(place int, member string, typ reflect.Type) reflect.StructField {
	return reflect.StructField{Name: fmt.Sprintf("Held%d", place), Type: typ, Tag: reflect.StructTag(fmt.Sprintf(`json:%q`, member))}
}

// Read is Get, or an equally good answer from the list. Agrees says whether an object is as the caller knows it; nil says so
// of any. A list proves only that an object is unchanged: one that does not agree is asked for anew before it is returned.
func (o *Objects[T]) Read(ctx context.Context, id string, agrees func(T) bool) (T, error) {
	if o.kind.get == "" && o.listed == nil {
		return o.getSettled(ctx, id, agrees)
	}
	expected := func(found T) bool { return o.shows(found, nil) && (agrees == nil || agrees(found)) }
	if o.kind.get != "" {
		return o.listed.ReadExpecting(ctx, id, func(ctx context.Context) (T, error) { return o.getSettled(ctx, id, agrees) }, expected)
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

// ReadAll is List from the shared list.
func (o *Objects[T]) ReadAll(ctx context.Context) ([]T, error) {
	if o.listed == nil {
		return o.List(ctx)
	}
	return o.listed.All(ctx)
}

// ReadNow returns what Read would return from a list at once, and false if Read would have to ask the service or to wait.
// It makes no request. A kind without a read by id always says false.
func (o *Objects[T]) ReadNow(id string) (object T, ok bool) {
	if o.kind.get == "" {
		return object, false
	}
	object, ok = o.listed.Peek(id)
	return object, ok && o.shows(object, nil)
}

// Update implements the update operation of the kind: the fields of change that are set are changed, those named in toClear
// are cleared. The result is the answer, which must be about the same object. An operation that no source documents is
// tried if that is allowed, and the result is what a read shows afterwards.
func (o *Objects[T]) Update(ctx context.Context, id string, change T, toClear []string) (T, error) {
	if o.kind.updating == nil {
		var zero T
		return zero, o.client.needsOwnCall(o.kind.update)
	}
	return o.update(ctx, id, o.kind.updating(id, change, toClear), change, toClear)
}

// update sends a body that makes a change. A success whose answer does not show the object is followed by reads.
func (o *Objects[T]) update(ctx context.Context, id string, body any, change T, toClear []string) (T, error) {
	var answer, zero T
	in := call{operation: o.kind.update, id: id, body: body, idempotent: true, secrets: o.kind.hidden(change)}
	candidate := o.client.routes[o.kind.update].Source == SourceCandidate
	if candidate {
		if err := o.client.requireUndocumented(o.kind.update); err != nil {
			return zero, err
		}
	}
	if candidate || o.kind.unproven {
		if err := o.client.do(ctx, in, nil); err != nil {
			return zero, err
		}
		return o.stored(ctx, id, change, toClear)
	}
	err := o.client.do(ctx, in, &answer)
	switch {
	case api.IsEmptyAnswer(err):
		return o.stored(ctx, id, change, toClear)
	case err != nil:
		if api.Ambiguous(err) {
			o.traces.note(id, Written{At: time.Now()})
		}
		return zero, err
	case answer.identifier() != id:
		return zero, o.client.mismatch(o.kind.update, answer.identifier(), id)
	}
	o.traces.note(id, NewWritten(answer))
	return answer, nil
}

// Delete ends an object. A kind that has a status instead of a deletion gets the status DELETED; if the service refuses, the
// object is suspended and the error wraps ErrSuspended. A deletion that no source documents is tried if that is allowed, and
// confirmed by reading; if the service refuses it, or the object can still be read, the error wraps ErrNotDeleted.
func (o *Objects[T]) Delete(ctx context.Context, id string) error {
	switch {
	case o.kind.retiring == nil && o.kind.delete == "":
		return o.client.needsOwnCall(o.kind.update)
	case o.kind.retiring == nil:
		return o.deleteUndocumented(ctx, id)
	}
	return o.retire(ctx, id, func(status Status) (Status, error) {
		updated, err := o.Update(ctx, id, o.kind.retiring(status), nil)
		return updated.status(), err
	})
}
