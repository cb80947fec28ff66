// Package listing holds what the list forms of all nouns share: finding one object by its name, and streaming objects to
// a list resource.
package listing

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ByName returns the objects of a name; a null name selects all.
func ByName[T any](objects []T, name types.String, nameOf func(T) string) []T {
	if name.IsNull() {
		return objects
	}
	return slices.DeleteFunc(slices.Clone(objects), func(o T) bool { return nameOf(o) != name.ValueString() })
}

// One returns the one object of a name. None and several are errors at the argument name.
func One[T any](objects []T, noun string, name types.String, nameOf func(T) string, d *diag.Diagnostics) (found T, ok bool) {
	return OneBy("name", objects, noun, name, nameOf, d)
}

// OneBy is One for a kind of object that has no name but another natural key: the argument key.
func OneBy[T any](key string, objects []T, noun string, value types.String, keyOf func(T) string, d *diag.Diagnostics) (found T, ok bool) {
	matching := ByName(objects, value, keyOf)
	if len(matching) != 1 {
		d.AddAttributeError(path.Root(key), "Unable to Read "+noun,
			fmt.Sprintf("%d objects have the %s %q; exactly one must. Use id to name one of several.", len(matching), key, value.ValueString()))
		return found, false
	}
	return matching[0], true
}

// Item is one object as a list resource shows it.
type Item struct {
	DisplayName string
	Identity    any // model of the identity
	Resource    any // model of the managed resource, read as an import reads it
}

// Stream answers a list request with objects, up to its limit. Errors are in the stream: an assignment to the stream
// from within its iterator would come too late, and the list would look complete.
func Stream[T any](ctx context.Context, req list.ListRequest, stream *list.ListResultsStream, objects []T, failed diag.Diagnostics, item func(T) Item) {
	if failed.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(failed)
		return
	}
	stream.Results = func(push func(list.ListResult) bool) {
		for i, o := range objects {
			if req.Limit > 0 && int64(i) >= req.Limit {
				return
			}
			shown := item(o)
			result := req.NewListResult(ctx)
			result.DisplayName = shown.DisplayName
			result.Diagnostics.Append(result.Identity.Set(ctx, shown.Identity)...)
			if req.IncludeResource {
				result.Diagnostics.Append(result.Resource.Set(ctx, shown.Resource)...)
			}
			if !push(result) || ctx.Err() != nil {
				return
			}
		}
	}
}
