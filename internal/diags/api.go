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
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
)

// API adds an error for a call that failed. Verb is what was tried ("Create"), noun the kind of object ("App"), object
// names it for the practitioner (an id, or a quoted name before there is one). Messages by field go to their attributes.
func API(d *diag.Diagnostics, verb, noun, object string, err error) {
	summary := fmt.Sprintf("Unable to %s %s", verb, noun)
	var failure *api.Error
	if !errors.As(err, &failure) {
		var route *edge.RouteError
		if errors.As(err, &route) {
			d.AddError(summary, sentences(object, upperFirst(route.Error())+". The object stays in state.", "The service answered: "+route.Err.Error()+".",
				routeHint(route.Operation, route.Route.Method, route.Route.Path)))
			return
		}
		d.AddError(summary, sentences(object, upperFirst(err.Error())+"."))
		return
	}
	detail := sentences(object, steps(err, failure), answer(failure), hint(failure), requestID(failure))
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
	if before, found := strings.CutSuffix(err.Error(), ": "+failure.Error()); found {
		return "While " + before + ":"
	}
	return ""
}

func answer(e *api.Error) string {
	call := e.Operation
	if e.Method != "" {
		call = fmt.Sprintf("%s %s (%s)", e.Method, e.Route, e.Operation)
	}
	var b strings.Builder
	switch {
	case errors.Is(e.Err, context.Canceled):
		fmt.Fprintf(&b, "%s was cancelled.", call)
	case e.Status == 0:
		fmt.Fprintf(&b, "%s %s got no answer", e.Service, call)
	default:
		fmt.Fprintf(&b, "%s answered %s with %d %s", e.Service, call, e.Status, http.StatusText(e.Status))
	}
	if !errors.Is(e.Err, context.Canceled) {
		if e.Attempts > 1 {
			fmt.Fprintf(&b, ", after %d attempts", e.Attempts)
		}
		if e.Message != "" {
			fmt.Fprintf(&b, ": %s", strings.TrimSuffix(e.Message, "."))
		}
		if e.Err != nil && e.Err.Error() != e.Message {
			fmt.Fprintf(&b, " (%s)", e.Err)
		}
		b.WriteString(".")
	}
	if e.Excerpt != "" {
		fmt.Fprintf(&b, "\n\nThe answer begins: %s", e.Excerpt)
	}
	return b.String()
}

func hint(e *api.Error) string {
	switch {
	case api.IsRouteRefused(e):
		return routeHint(e.Operation, e.Method, e.Route)
	case e.Status == http.StatusUnauthorized:
		return credential(e.Service) + " is not accepted. Nothing was changed."
	case e.Status == http.StatusForbidden:
		return permission(e.Service) + " Nothing was changed."
	case e.RetryAfter > 0:
		return fmt.Sprintf("The service asked to wait %s. Lower max_concurrent_requests or set requests_per_second.", e.RetryAfter.Round(time.Second))
	case e.Sent && e.Status == 0 && !errors.Is(e.Err, context.Canceled):
		return "The request may have been carried out nevertheless. The next plan shows what is stored."
	case !e.Sent && e.Status == 0 && !errors.Is(e.Err, context.Canceled):
		return "The service was not reached, so nothing was changed. Check the endpoint and the network."
	}
	return ""
}

func routeHint(operation, method, route string) string {
	return fmt.Sprintf("The route %[2]s %[3]s is inferred: the vendor publishes no routes for this operation. If the service has it elsewhere, "+
		"correct it in the provider configuration, for example:\n\n  edge = { routes = { %[1]s = \"%[2]s /the/correct/path\" } }", operation, method, route)
}

func credential(service string) string {
	switch service {
	case "AppTego":
		return "The credential apptego.token_key with apptego.token_secret (ZEROTRUST_APPTEGO_TOKEN_KEY, ZEROTRUST_APPTEGO_TOKEN_SECRET)"
	case "Zequenze GATE":
		return "The credential gate.api_token (ZEROTRUST_GATE_API_TOKEN)"
	}
	return "The credential edge.api_token (ZEROTRUST_EDGE_API_TOKEN)"
}

func permission(service string) string {
	switch service {
	case "AppTego":
		return "App Integrity and the logs need the Enterprise plan, writes need the permission Configuration of the API token (new tokens have none), " +
			"and apptego.tenant_id must be a tenant of the token."
	case "Zequenze GATE":
		return "The token gate.api_token lacks the permission."
	}
	return "The role of the API token edge.api_token does not allow this, or edge.account is not its account. " +
		"An API token with ttl_sec above 0 works only once."
}

func requestID(e *api.Error) string {
	if e.RequestID == "" {
		return ""
	}
	return "Request id: " + e.RequestID
}
