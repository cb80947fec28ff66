package edge

import (
	"context"
	"net/url"

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
	sharing  func(prefix string) url.Values                  // parameters of list for the objects whose ids begin so, or nil; without this, reads share the list of all
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

// untyped describes the kind for calls that are told its type at run time. The literal has no names, so that a field of kind cannot
// be left out.
func (k kind[T]) untyped() kind[Object] {
	as := func(object Object) T {
		t, _ := object.(T)
		return t
	}
	untyped := kind[Object]{
		k.create, k.get, k.list, k.update, k.delete,
		k.member, k.all, k.one, nil, nil, nil, nil,
		k.writes, k.blurred, nil, k.unproven, nil, k.assumed, k.outdates, k.sharing,
	}
	if k.creating != nil {
		untyped.creating = func(wanted Object) any { return k.creating(as(wanted)) }
	}
	if k.updating != nil {
		untyped.updating = func(id string, change Object, toClear []string) any { return k.updating(id, as(change), toClear) }
	}
	if k.secrets != nil {
		untyped.secrets = func(change Object) []string { return k.secrets(as(change)) }
	}
	if k.retiring != nil {
		untyped.retiring = func(status Status) Object { return k.retiring(status) }
	}
	if k.once != nil {
		untyped.once = func(object *Object) {
			t := as(*object)
			k.once(&t)
			*object = t
		}
	}
	if k.finds != nil {
		untyped.finds = func(object Object) url.Values { return k.finds(as(object)) }
	}
	return untyped
}

// Objects are the calls about one kind of objects. They are safe for concurrent use.
//
// The methods whose names begin with Read are for refreshes and lookups. With Config.ReadBatching they may answer from a
// list that began at most thirty seconds ago, but never with what this client has written to since. What they return
// shares slices, maps and pointers with what others get, so it must not be changed. Get, List and Query ask the service
// each time.
//
// The calls themselves are compiled once and not for each type, and so for each package that sees a client: what is generic
// gives their results the type.
type Objects[T Object] struct{ calls *calls }

// Untyped returns the same calls for those who know the type at run time.
func (o *Objects[T]) Untyped() *Objects[Object] { return &Objects[Object]{o.calls} }

func typed[T Object](object Object, err error) (T, error) {
	t, _ := object.(T)
	return t, err
}

func allTyped[T Object](objects []Object, err error) ([]T, error) {
	if all, same := any(objects).([]T); same {
		return all, err
	}
	all := make([]T, 0, len(objects))
	for _, object := range objects {
		t, _ := object.(T)
		all = append(all, t)
	}
	return all, err
}

// untyped is a condition on an object of any type; nil stays nil.
func untyped[T Object](agrees func(T) bool) func(Object) bool {
	if agrees == nil {
		return nil
	}
	return func(object Object) bool {
		t, ok := object.(T)
		return ok && agrees(t)
	}
}

// Create implements the create operation of the kind. After an ambiguous failure the object is looked for: see api.Create.
func (o *Objects[T]) Create(ctx context.Context, wanted T) (T, error) {
	return typed[T](o.calls.Create(ctx, wanted))
}

// Get reads one object by its id. An object that is DELETED, and one that neither the id nor the list knows, gives an
// error that api.IsNotFound accepts. A bare 404 is not enough: most read routes are inferred, and a wrong route must not
// make everything that is managed look deleted. (Without a list, see unlisted.) So the list is asked as well, and if it has the object, the read is
// tried once more and then reported as it is. A kind without a read by id is looked up in its list. What was written seconds
// ago is asked for again for a few seconds before its absence, or an older version, is believed.
func (o *Objects[T]) Get(ctx context.Context, id string) (T, error) {
	return typed[T](o.calls.Get(ctx, id))
}

// List returns every object that is not DELETED. The lists of this API have no paging, so slices hold them whole.
func (o *Objects[T]) List(ctx context.Context) ([]T, error) {
	return allTyped[T](o.calls.List(ctx))
}

// Query is List for the objects that further parameters select. A parameter replaces the one of its name with which List
// selects everything.
func (o *Objects[T]) Query(ctx context.Context, parameters url.Values) ([]T, error) {
	return allTyped[T](o.calls.Query(ctx, parameters))
}

// QueryBeside is Query, and reads further members of the same answer, by their names, into pointers.
func (o *Objects[T]) QueryBeside(ctx context.Context, parameters url.Values, beside map[string]any) ([]T, error) {
	return allTyped[T](o.calls.QueryBeside(ctx, parameters, beside))
}

// Read is Get, or an equally good answer from the list. Agrees says whether an object is as the caller knows it; nil says so
// of any. A list proves only that an object is unchanged: one that does not agree is asked for anew before it is returned.
func (o *Objects[T]) Read(ctx context.Context, id string, agrees func(T) bool) (T, error) {
	return typed[T](o.calls.Read(ctx, id, untyped(agrees)))
}

// ReadAll is List from the shared list.
func (o *Objects[T]) ReadAll(ctx context.Context) ([]T, error) {
	return allTyped[T](o.calls.ReadAll(ctx))
}

// ReadNow returns what Read would return from a list at once, and false if Read would have to ask the service or to wait.
// It makes no request. A kind without a read by id always says false.
func (o *Objects[T]) ReadNow(id string) (object T, ok bool) {
	found, ok := o.calls.ReadNow(id)
	object, _ = found.(T)
	return object, ok
}

// Update implements the update operation of the kind: the fields of change that are set are changed, those named in toClear
// are cleared. The result is the answer, which must be about the same object. An operation that no source documents is
// tried if that is allowed, and the result is what a read shows afterwards.
func (o *Objects[T]) Update(ctx context.Context, id string, change T, toClear []string) (T, error) {
	return typed[T](o.calls.Update(ctx, id, change, toClear))
}

// Delete ends an object. A kind that has a status instead of a deletion gets the status DELETED; if the service refuses, the
// object is suspended and the error wraps ErrSuspended. A deletion that no source documents is tried if that is allowed, and
// confirmed by reading; if the service refuses it, or the object can still be read, the error wraps ErrNotDeleted.
func (o *Objects[T]) Delete(ctx context.Context, id string) error { return o.calls.Delete(ctx, id) }

// Wrote notes a write of an earlier run.
func (o *Objects[T]) Wrote(id string, w Written) { o.calls.traces.note(id, w) }

// Knew tells what an object was when it was read last, for the case that a read does not find it any more: a list that has to
// confirm that is asked with parameters of the object, as documented, before it is asked with empty ones, whose meaning is an
// assumption. Object is called when it is needed. What is returned ends the matter.
func (o *Objects[T]) Knew(id string, object func() T) (forget func()) {
	return o.calls.knew(id, func() Object { return object() })
}

// Beside returns what the answer to another list can be read into, where it holds such objects as well, and a function that
// returns them then: see QueryBeside.
func (o *Objects[T]) Beside() (into any, objects func() []Object) { return o.calls.beside() }

// ID returns the id of an object, its uuid.
func ID(object Object) string { return object.identifier() }

// Created returns when an object was created, in epoch milliseconds; 0 if that is not told.
func Created(object Object) int64 { return int64(object.created()) }
