package diags

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
)

const tryAgain = "Try again; if it goes on, report it to the vendor of the service."

// hint says what a practitioner can do about a failure, and what is known about the object now.
func hint(verb string, err error, e *api.Error) string {
	if api.IsRouteRefused(e) {
		return routeHint(e.Operation, e.Method, e.Route)
	}
	if _, exists := errors.AsType[*api.ExistsError](err); exists {
		return created(err)
	}
	if missing, ok := errors.AsType[*edge.MissingError](err); ok && verb != "Create" {
		return missingHint(missing)
	}
	if text := created(err); text != "" {
		return join(advice("Create", e), text)
	}
	return join(advice(verb, e), after(verb, e))
}

// missingHint is for an object that is probably gone, in the words of a service that has none for that.
func missingHint(e *edge.MissingError) string {
	return fmt.Sprintf("The list of such objects (%s) does not have the object, so it is probably gone. But the answer does not say so, and nothing was changed, "+
		"neither in the service nor in state. If it is gone, take it out of state, and the next plan creates it again if it is still configured: "+
		"terraform state rm with its address, or a removed block with lifecycle { destroy = false }. If it is not, check the id.", e.Operation)
}

func advice(verb string, e *api.Error) string {
	name := nameOf(e.Service)
	var timeout interface{ Timeout() bool }
	switch {
	case errors.Is(e.Err, context.Canceled):
		return ""
	case e.Operation == "tokenLogin" && (e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden):
		return name.credential + " is not accepted, or edge.account (ZEROTRUST_EDGE_ACCOUNT) is not its account. " +
			"An API token with ttl_sec above 0 works only once."
	case e.Status == http.StatusUnauthorized:
		return name.credential + " is not accepted."
	case api.IsForbidden(e) && e.Service == "AppTego":
		return appTegoPermission(e.Operation)
	case api.IsForbidden(e):
		return name.permission
	case e.Status == http.StatusNotFound && verb != "Create":
		return "Either the object is gone, which the next plan shows, or the endpoint is wrong: check " + name.endpoint() + "."
	case e.Status == http.StatusNotFound, e.Status == http.StatusMethodNotAllowed, e.Status == http.StatusNotImplemented, e.Status >= 300 && e.Status <= 399:
		return "The endpoint is probably wrong: check " + name.endpoint() + "."
	case e.Status == http.StatusConflict && verb == "Create":
		return "If the object exists already, import it instead of creating it."
	case e.Status == http.StatusConflict && verb == "Delete" && e.Message != "":
		return "If something else uses the object, change or delete that first. If somebody has changed the object meanwhile, make a new plan."
	case api.IsConflict(e):
		return "Somebody else may have changed the object: make a new plan."
	case api.IsRateLimited(e):
		return rateHint(e)
	case e.Status >= 400 && e.Status <= 499:
		return "The service refused the request as it is."
	case e.Status == 0 && errors.As(e.Err, &timeout) && timeout.Timeout():
		return "If the service needs longer, raise request_timeout."
	case e.Status == 0 && !e.Sent:
		return "The service was not reached: check " + name.endpoint() + " and the network."
	case strings.HasPrefix(e.ContentType, "text/html"):
		return "Something on the way may have answered in place of the service, such as a proxy or a login page: check " + name.endpoint() + " and the network."
	case e.Status >= 200 && e.Status <= 299 && !api.Ambiguous(e):
		return "" // the service said why it refuses
	case verb == "Create" && api.Ambiguous(e):
		return "" // not without a look at the service
	}
	return tryAgain
}

// after says what is known about the object after a failure.
func after(verb string, e *api.Error) string {
	switch {
	case verb == "Complete":
		return "The object was created, but not with all of its arguments: the next apply replaces it."
	case verb == "Read" || !api.Ambiguous(e):
		return "Nothing was changed."
	case verb == "Open":
		return "The request may have been carried out nevertheless: a token that nobody holds ends by itself at the end of its lifetime."
	case verb == "Create", verb == "Deploy":
		return "The request may have been carried out nevertheless: before you apply again, look whether the service has the object, and import it if it does."
	}
	return "The request may have been carried out nevertheless. The next plan shows what is stored."
}

func join(sentences ...string) string { return strings.TrimSpace(strings.Join(sentences, " ")) }

func rateHint(e *api.Error) string {
	advice := "Try again later."
	if e.Status == http.StatusTooManyRequests {
		advice = "Try again later, and lower max_concurrent_requests or set requests_per_second."
	}
	if e.RetryAfter == 0 {
		return advice
	}
	return fmt.Sprintf("The service asked to wait %s, and a minute is the most that is waited. %s", e.RetryAfter.Round(time.Second), advice)
}

// routeHint says that a route may be wrong, and how to correct it. The example keeps the parameters, without which it would
// be refused.
func routeHint(operation, method, route string) string {
	example := method + " /the/correct/path"
	for _, parameter := range regexp.MustCompile(`\{[^{}]*\}`).FindAllString(route, -1) {
		example += "/" + parameter
	}
	origin := "is inferred: the vendor publishes no routes for this operation."
	readings := edge.Readings(operation)
	if used := method + " " + route; slices.Contains(readings, used) {
		readings = slices.DeleteFunc(readings, func(r string) bool { return r == used })
	} else {
		origin = "comes from edge.routes in the provider configuration: the vendor publishes no routes for this operation."
	}
	if len(readings) > 0 {
		origin += " The reference also suggests " + strings.Join(readings, ", ") + "."
	}
	return fmt.Sprintf("The route %s %s %s If the service has it elsewhere, correct it in the provider configuration, for example:\n\n  edge = { routes = { %s = %q } }",
		method, route, origin, operation, example)
}

// appTegoPermission says what the vendor documents that an operation needs.
func appTegoPermission(operation string) string {
	const tenant = "apptego.tenant_id (ZEROTRUST_APPTEGO_TENANT_ID) must be a tenant of the API token."
	switch operation {
	case "createWebSocketTicket", "getSecurityDashboardData":
		return "This needs no permission and no plan of its own: " + tenant
	case "createAppIntegrityConfig", "deleteAppIntegrityConfig", "updateAppIntegrityConfig":
		return "This needs the Enterprise plan and the permission Configuration of the API token, which a new token does not have; " + tenant
	default:
		return "This needs the Enterprise plan and no permission; " + tenant
	}
}

// serviceName is how messages name what configures a service.
type serviceName struct{ argument, credential, permission string }

func (n serviceName) endpoint() string {
	return n.argument + ".endpoint (ZEROTRUST_" + strings.ToUpper(n.argument) + "_ENDPOINT)"
}

func nameOf(service string) serviceName {
	switch service {
	case "AppTego":
		return serviceName{
			"apptego", "The credential apptego.token_key with apptego.token_secret (ZEROTRUST_APPTEGO_TOKEN_KEY, ZEROTRUST_APPTEGO_TOKEN_SECRET)", "",
		}
	case "Zequenze GATE":
		return serviceName{"gate", "The credential gate.api_token (ZEROTRUST_GATE_API_TOKEN)", "The token gate.api_token lacks the permission."}
	}
	return serviceName{
		"edge", "The credential edge.api_token (ZEROTRUST_EDGE_API_TOKEN)",
		"The role of the API token edge.api_token does not allow this, or edge.account is not its account.",
	}
}
