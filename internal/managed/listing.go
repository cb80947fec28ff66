package managed

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// One returns the one object that a lookup by a key wants. None and several are errors at the argument key.
func One[T any](objects []T, noun, key string, value types.String, wanted func(T) bool, d *diag.Diagnostics) (found T, ok bool) {
	matching := slices.DeleteFunc(slices.Clone(objects), func(object T) bool { return !wanted(object) })
	if len(matching) != 1 {
		d.AddAttributeError(path.Root(key), "Unable to Read "+noun,
			fmt.Sprintf("%d objects have the %s %q; exactly one must. Use id to name one of several.", len(matching), key, value.ValueString()))
		return found, false
	}
	return matching[0], true
}

// Stream answers a list request with objects, up to its limit; fill completes the result of one. Errors are in the stream:
// an assignment to the stream from within its iterator would come too late, and the list would look complete.
func Stream[T any](ctx context.Context, req list.ListRequest, stream *list.ListResultsStream, objects []T, failed diag.Diagnostics, fill func(context.Context, T, *list.ListResult)) {
	if failed.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(failed)
		return
	}
	stream.Results = func(push func(list.ListResult) bool) {
		for i, object := range objects {
			if req.Limit > 0 && int64(i) >= req.Limit {
				return
			}
			result := req.NewListResult(ctx)
			fill(ctx, object, &result)
			if !push(result) || ctx.Err() != nil {
				return
			}
		}
	}
}
