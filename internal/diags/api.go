// Package diags turns errors of the API clients into diagnostics in the practitioner's words.
package diags

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
)

// call is what was tried: the verb of a message ("Create"), and whether it is about an object in state, which a plan reads.
type call struct {
	verb  string
	state bool
}

// reads says whether the call was to write nothing.
func (c call) reads() bool { return c.verb == "Read" || c.verb == "List" }

// API adds an error for a call about a managed object that failed. Verb is what was tried ("Create"), noun the kind of object
// ("App"), object names it for the practitioner (an id, or a quoted name before there is one). Messages by field go to their
// attributes. What every call meets, such as a credential that is refused, is told in full once (api.Outage).
func API(d *diag.Diagnostics, verb, noun, object string, err error) {
	report(d, call{verb, true}, noun, object, err)
}

// Stateless is API for what has no object in state: data sources, lists, ephemeral resources and actions.
func Stateless(d *diag.Diagnostics, verb, noun, object string, err error) {
	report(d, call{verb, false}, noun, object, err)
}

// Refresh is API for the refresh of a managed object. What every object meets is an error once: the plan has failed then, and the
// others are warnings of one summary, which the CLI shows as one. Their state stays as it is.
func Refresh(d *diag.Diagnostics, noun, id string, err error) {
	if outage := api.OutageOf(err); outage != nil && outage.Fail() {
		d.AddWarning("Objects Not Refreshed", sentences(noun+" "+id, cause(err)+", as an error of this run says in full. The state stays as it is."))
		return
	}
	API(d, "Read", noun, id, err)
}

// cause says in a few words what keeps every call from working.
func cause(err error) string {
	failure, ok := errors.AsType[*api.Error](err)
	switch {
	case !ok:
		return upperFirst(err.Error())
	case failure.Status == 0:
		return failure.Service + " cannot be reached"
	case failure.Status == http.StatusUnauthorized:
		return failure.Service + " does not accept the credential"
	}
	return fmt.Sprintf("The login to %s is answered by %d %s", failure.Service, failure.Status, http.StatusText(failure.Status))
}

func report(d *diag.Diagnostics, what call, noun, object string, err error) {
	if name, ok := errors.AsType[*edge.WorkflowNameError](err); ok {
		d.AddAttributeError(path.Root("workflow_name"), "Unable to Find Workflow", upperFirst(name.Error())+".")
		return
	}
	summary := fmt.Sprintf("Unable to %s %s", what.verb, noun)
	if outage := api.OutageOf(err); outage != nil && outage.Tell() {
		d.AddError(summary, sentences(object, cause(err)+", as another message of this run says in full."))
		return
	}
	if timeout, ok := errors.AsType[*Timeout](err); ok {
		d.AddAttributeError(timeout.at(), summary, timeout.detail(what, object, err))
		return
	}
	var failure *api.Error
	if text := left(err); text != "" {
		d.AddError(summary, sentences(object, text, created(err)))
		return
	}
	if !errors.As(err, &failure) {
		d.AddError(summary, sentences(object, doubts(what, err)...))
		return
	}
	detail := sentences(object, steps(err, failure), answer(failure), hint(what, err, failure), requestID(failure))
	if len(failure.Fields) == 0 {
		d.AddError(summary, detail)
		return
	}
	for _, field := range slices.Sorted(maps.Keys(failure.Fields)) {
		d.AddAttributeError(path.Root(field), summary, strings.Join(failure.Fields[field], " ")+"\n\n"+detail)
	}
}

func upperFirst(text string) string {
	if text == "" {
		return text
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// sentences puts the parts of a detail, each a paragraph, below the object they are about.
func sentences(object string, parts ...string) string {
	text := []string{}
	if object != "" {
		text = append(text, "Object: "+object)
	}
	for _, part := range parts {
		if part != "" {
			text = append(text, part)
		}
	}
	return strings.Join(text, "\n\n")
}

// steps returns what the wrapping errors say about the step that failed ("logging in to account").
func steps(err error, failure *api.Error) string {
	if step := stepOf(err, failure); step != "" {
		return "While " + step + ":"
	}
	return ""
}

// stepOf returns what err says before its cause.
func stepOf(err, cause error) string {
	before, found := strings.CutSuffix(err.Error(), ": "+cause.Error())
	if !found {
		return ""
	}
	return before
}

// doubts describes a failure that is no answer of the service, or one that nobody may take for what it seems to say.
func doubts(what call, err error) []string {
	left := " The object stays in state." // what an update or a deletion did is not known
	switch {
	case what.reads() && what.state:
		left = " Nothing was changed, neither in the service nor in state."
	case what.reads(), what.verb == "Create":
		left = " Nothing was changed."
	case !what.state:
		left = ""
	}
	var route *edge.RouteError
	var endpoint *apptego.EndpointError
	switch {
	case errors.As(err, &route) && route.Login(): // the first call of all: the address is wrong more often than its route
		return []string{
			upperFirst(route.Error()) + ": check " + nameOf("Lacework Edge").endpoint() + " first." + left,
			"The service answered: " + route.Err.Error() + ".",
			routeHint(route.Operation, route.Route.Method, route.Route.Path),
		}
	case errors.As(err, &route):
		return []string{
			upperFirst(route.Error()) + "." + left,
			"The service answered: " + route.Err.Error() + ".",
			routeHint(route.Operation, route.Route.Method, route.Route.Path),
		}
	case errors.As(err, &endpoint):
		return []string{
			upperFirst(endpoint.Error()) + "." + left,
			"The service answered: " + endpoint.Err.Error() + ".",
			"Check " + nameOf("AppTego").endpoint() + ". It is the address without /frontend.",
		}
	}
	return []string{upperFirst(err.Error()) + "."}
}

func callOf(e *api.Error) string {
	if e.Method == "" {
		return e.Operation
	}
	return fmt.Sprintf("%s %s (%s)", e.Method, e.Route, e.Operation)
}

// answer says what the service answered to which call, and what is wrong with it.
func answer(e *api.Error) string {
	call := callOf(e)
	attempts := ""
	if e.Attempts > 1 {
		attempts = fmt.Sprintf(", after %d attempts", e.Attempts)
	}
	if errors.Is(e.Err, context.Canceled) {
		return call + " was cancelled."
	}
	var b strings.Builder
	said := strings.TrimSuffix(e.Message, ".")
	if e.Status == 0 {
		fmt.Fprintf(&b, "%s got no answer from %s%s", call, e.Service, attempts)
	} else {
		fmt.Fprintf(&b, "%s answered %s with %d %s%s", e.Service, call, e.Status, http.StatusText(e.Status), attempts)
	}
	switch {
	case e.Err == nil || e.Err.Error() == e.Message:
	case e.Status == 0:
		fmt.Fprintf(&b, ": %s", e.Err)
	case e.Status < 300: // nothing is wrong with the answer but this
		fmt.Fprintf(&b, ", but %s", e.Err)
	default:
		fmt.Fprintf(&b, " (%s)", e.Err)
	}
	if said != "" {
		fmt.Fprintf(&b, ": %s", said)
	}
	b.WriteString(".")
	if e.Excerpt != "" {
		fmt.Fprintf(&b, "\n\nThe answer begins: %s", e.Excerpt)
	}
	return b.String()
}

func requestID(e *api.Error) string {
	if e.RequestID == "" {
		return ""
	}
	return "Request id: " + e.RequestID
}
