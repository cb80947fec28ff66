package managed

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

// One returns the one object that a lookup by a key wants. None and several, which are named by their ids, are errors at the
// argument key. One is the kind as it stands within a sentence, where is what was asked, such as " in the account \"acme\"".
func One[T any](objects []T, title, one, where, key string, value types.String, wanted func(T) bool, id func(T) string, d *diag.Diagnostics) (found T, ok bool) {
	matching := slices.DeleteFunc(slices.Clone(objects), func(object T) bool { return !wanted(object) })
	called := fmt.Sprintf("has the %s %q", key, value.ValueString())
	if key == "name" {
		called = fmt.Sprintf("is named %q", value.ValueString())
	}
	var text string
	switch len(matching) {
	case 1:
		return matching[0], true
	case 0:
		text = fmt.Sprintf("No %s %s%s.", one, called, where)
	default:
		ids := flex.Map(matching, id)
		slices.Sort(ids)
		text = fmt.Sprintf("More than one %s %s%s. Use id to read one of them: %s.", one, called, where, strings.Join(ids, ", "))
	}
	d.AddAttributeError(path.Root(key), "Unable to Read "+title, text)
	return found, false
}

// oneLine is a text as a list shows it: it may hold whatever somebody has typed into a console.
func oneLine(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' { // the line ends of Unicode
			return ' '
		}
		return r
	}, text))
}

// DisplayName returns the first of several names of an object that has something to read, in one line.
func DisplayName(names ...string) string {
	for _, name := range names {
		if line := oneLine(name); line != "" {
			return line
		}
	}
	return ""
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
