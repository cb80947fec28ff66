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
func hint(what call, err error, e *api.Error) string {
	if api.IsNotFound(e) && what.reads() && !what.state && strings.Contains(e.Route, "{") {
		return unknown(e)
	}
	if api.IsRouteRefused(e) {
		return routeHint(e.Operation, e.Method, e.Route)
	}
	if _, exists := errors.AsType[*api.ExistsError](err); exists {
		return created(err)
	}
	if missing, ok := errors.AsType[*edge.MissingError](err); ok && what.verb != "Create" {
		return missingHint(what, missing)
	}
	if text := created(err); text != "" {
		return join(advice(call{"Create", true}, e), text)
	}
	return join(advice(what, e), after(what, e))
}

// missingHint is for an object that is probably gone, in the words of a service that has none for that.
func missingHint(what call, e *edge.MissingError) string {
	if !what.state {
		return fmt.Sprintf("The list of such objects (%s) does not have the object either: check the id.", e.Operation)
	}
	return fmt.Sprintf("The list of such objects (%s) does not have the object, so it is probably gone. But the answer does not say so, and nothing was changed, "+
		"neither in the service nor in state. If it is gone, take it out of state, and the next plan creates it again if it is still configured: "+
		"terraform state rm with its address, or a removed block with lifecycle { destroy = false }. If it is not, check the id.", e.Operation)
}

// unknown is for a data source whose id leads to nothing.
func unknown(e *api.Error) string {
	text := "Check the id"
	if account := accountOf(e); account != "" {
		text += ", and that the object belongs to the " + account + ": another one needs another provider configuration (provider = zerotrust.<alias>)"
	}
	if !e.Inferred {
		return text + "."
	}
	return text + ". If both are right, the route may be wrong.\n\n" + routeHint(e.Operation, e.Method, e.Route)
}

// accountOf names the tenant that was asked, as the configuration calls it.
func accountOf(e *api.Error) string {
	switch {
	case e.Account == "":
		return ""
	case e.Service == "AppTego":
		return fmt.Sprintf("tenant %q (apptego.tenant_id)", e.Account)
	}
	return fmt.Sprintf("account %q (edge.account)", e.Account)
}

// refusedOnTheWay is for what neither reached the service nor will by repeating.
func refusedOnTheWay(e *api.Error) string {
	name := nameOf(e.Service)
	proxy, isProxy := errors.AsType[*api.ProxyError](e.Err)
	switch {
	case isProxy && proxy.Status == http.StatusProxyAuthRequired:
		return "The proxy wants a user and a password: write them into the address in the environment variable HTTPS_PROXY, as in http://user:password@proxy:3128."
	case isProxy && proxy.Status >= 400 && proxy.Status <= 499:
		return "The proxy in the environment variable HTTPS_PROXY does not let requests through to the service: have the host of " + name.endpoint() + " allowed, or exempt it with NO_PROXY."
	case isProxy:
		return "The proxy in the environment variable HTTPS_PROXY does not reach the service: check " + name.endpoint() + "."
	case !api.IsTLSRefused(e.Err):
		return ""
	}
	switch text := e.Err.Error(); {
	case strings.Contains(text, "certificate"):
		return "The other end wants a client certificate, which the provider does not send: go by a proxy that does, or have the host of " + name.endpoint() + " exempted."
	case strings.Contains(text, "protocol version"):
		return "The other end knows no version of TLS from 1.2 on, and the provider takes no older one: have it updated, or check " + name.endpoint() + "."
	}
	return "The other end refused the TLS connection: check " + name.endpoint() + " and what is between."
}

func advice(what call, e *api.Error) string {
	name := nameOf(e.Service)
	var timeout interface{ Timeout() bool }
	switch {
	case errors.Is(e.Err, context.Canceled):
		return ""
	case e.Status == 0 && refusedOnTheWay(e) != "":
		return refusedOnTheWay(e)
	case e.Operation == "tokenLogin" && (e.Status == http.StatusUnauthorized || e.Status == http.StatusForbidden):
		return name.credential + " is not accepted, or edge.account (ZEROTRUST_EDGE_ACCOUNT) is not its account. " +
			"An API token with ttl_sec above 0 works only once."
	case e.Status == http.StatusUnauthorized:
		return name.credential + " is not accepted."
	case api.IsForbidden(e) && e.Service == "AppTego":
		return appTegoPermission(e.Operation)
	case api.IsForbidden(e):
		return name.permission
	case e.Status == http.StatusNotFound && what.state && what.verb != "Create":
		return "Either the object is gone, which the next plan shows, or the endpoint is wrong: check " + name.endpoint() + "."
	case e.Status == http.StatusNotFound, e.Status == http.StatusMethodNotAllowed, e.Status == http.StatusNotImplemented, e.Status >= 300 && e.Status <= 399:
		return "The endpoint is probably wrong: check " + name.endpoint() + "."
	case e.Status == http.StatusConflict && what.verb == "Create":
		return "If this create replaces an object that has the name still (create_before_destroy), " + sameName + " If the object was made elsewhere, import it instead of creating it."
	case e.Status == http.StatusConflict && what.verb == "Delete" && e.Message != "":
		return "If something else uses the object, take the object out of it first. If this apply does so, but later, lifecycle { create_before_destroy = true } on the object that is destroyed lets it do so before. " +
			"If somebody has changed the object meanwhile, make a new plan."
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
	case what.verb == "Create" && api.Ambiguous(e):
		return "" // not without a look at the service
	}
	return tryAgain
}

// after says what is known about the object after a failure.
func after(what call, e *api.Error) string {
	switch {
	case what.verb == "Complete":
		return "The object was created, but not with all of its arguments: the next apply replaces it."
	case what.reads(), !api.Ambiguous(e), e.Method == http.MethodGet && !what.state:
		return "Nothing was changed."
	case what.verb == "Open":
		return "The request may have been carried out nevertheless: a token that nobody holds ends by itself at the end of its lifetime."
	case what.verb == "Create", what.verb == "Deploy":
		return "The request may have been carried out nevertheless: before you apply again, look whether the service has the object, and import it if it does."
	}
	const next = "The next plan shows what is stored."
	switch {
	case e.Method == http.MethodGet: // a step of a write
		return next
	case !what.state:
		return "The request may have been carried out nevertheless."
	}
	return "The request may have been carried out nevertheless. " + next
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
