package diags

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// Timeout is the cause of a context that ended because an operation took longer than its timeout allows. To whoever asks
// for no more than that it is a context.DeadlineExceeded.
type Timeout struct {
	// Operation is the member of the attribute timeouts: create, read, update or delete.
	Operation string
	// Limit is the value that was configured, or the default.
	Limit time.Duration
}

// Error names the timeout and its value.
func (t *Timeout) Error() string {
	return fmt.Sprintf("timeouts.%s of %s is over", t.Operation, short(t.Limit))
}

// Is reports whether target is context.DeadlineExceeded.
func (t *Timeout) Is(target error) bool { return target == context.DeadlineExceeded }

// detail says what was being waited for when the time was over.
func (t *Timeout) detail(what call, object string, err error) string {
	over := fmt.Sprintf("The operation took longer than timeouts.%s allows, %s.", t.Operation, short(t.Limit))
	raise := fmt.Sprintf("If the service needs longer, raise timeouts.%s.", t.Operation)
	if t.Operation == "delete" {
		raise += " A deletion uses the value in state: apply the new one first."
	}
	failure, ok := errors.AsType[*api.Error](err)
	if !ok {
		return sentences(object, over, unfinished(stepOf(err, t)), join(raise, "Nothing was changed."))
	}
	return sentences(object, over, unfinished(stepOf(err, failure)), waited(failure), join(raise, cmp.Or(created(err), after(what, failure))), requestID(failure))
}

func unfinished(step string) string {
	if step == "" {
		return ""
	}
	return "Unfinished step: " + step + "."
}

// waited says what a call was waiting for, and what came of its attempts so far.
func waited(e *api.Error) string {
	text := fmt.Sprintf("%s was waiting %s", callOf(e), e.Waiting)
	switch {
	case e.Waiting == "":
		return callOf(e) + " was not sent any more."
	case e.Attempts == 0:
		return text + "; it was not sent."
	case e.Status != 0:
		return text + fmt.Sprintf("; %s answered attempt %d with %d %s.", e.Service, e.Attempts, e.Status, http.StatusText(e.Status))
	case e.Attempts > 1:
		return text + fmt.Sprintf(", at attempt %d.", e.Attempts)
	}
	return text + "."
}

func (t *Timeout) at() path.Path { return path.Root("timeouts").AtName(t.Operation) }

// short writes a duration as a configuration would: 20m instead of 20m0s.
func short(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
