package check

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
)

// Results of a check.
const (
	Works    = "works"
	Refused  = "refused"
	NotAsked = "not asked"
)

// Report tells which routes work. It holds the names of operations and of fields, statuses and nothing of any object.
type Report struct {
	Version  string    `json:"version"`
	Services []Service `json:"services"`
}

// Service is the part of one service.
type Service struct {
	Service string  `json:"service"`
	Failure string  `json:"failure,omitempty"` // why nothing could be asked, and what to do
	Routes  []Route `json:"routes,omitempty"`
}

// Route is what came of one route.
type Route struct {
	Operation string   `json:"operation"`
	Route     string   `json:"route,omitempty"`
	Inferred  bool     `json:"inferred,omitempty"`
	Corrected bool     `json:"corrected,omitempty"` // by a setting
	Result    string   `json:"result"`
	Status    int      `json:"status,omitempty"` // of a refusal
	Why       string   `json:"why,omitempty"`
	Instead   string   `json:"instead,omitempty"` // the route that works
	New       []string `json:"new_fields,omitempty"`
	Missing   []string `json:"missing_fields,omitempty"`
}

func (r *Report) exitCode() int {
	code := exitWorks
	for _, s := range r.Services {
		if s.Failure != "" {
			return exitNoLogin
		}
		if slices.ContainsFunc(s.Routes, func(r Route) bool { return r.Result == Refused }) {
			code = exitRefused
		}
	}
	return code
}

// print writes the report for people.
func (r *Report) print(out io.Writer) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, s := range r.Services {
		fmt.Fprintf(table, "%s\n", s.Service)
		if s.Failure != "" {
			fmt.Fprintf(table, "  %s\n", s.Failure)
		}
		for _, route := range s.Routes {
			fmt.Fprintf(table, "  %s\t%s\t%s\n", route.Operation, route.Route, route.result())
		}
		fmt.Fprintln(table)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	r.printFields(out)
	corrections, unknown := r.corrections()
	if len(corrections) > 0 {
		fmt.Fprintln(out, "These routes work instead. Add them to edge in the provider configuration:")
		fmt.Fprint(out, "\n", setting(corrections), "\n")
	}
	if len(unknown) > 0 {
		fmt.Fprintf(out, "No reading of the vendor's reference works for: %s.\n", strings.Join(unknown, ", "))
	}
	return nil
}

func (r Route) result() string {
	text := r.Result
	if r.Result == Refused {
		text += ": " + cmp.Or(statusText(r.Status), "no answer of this API")
	}
	if r.Instead != "" {
		return text + ", but " + r.Instead + " works"
	}
	if r.Why != "" {
		text += " (" + r.Why + ")"
	}
	return text
}

func statusText(status int) string {
	if isNone(status) {
		return ""
	}
	return strings.TrimSpace(strconv.Itoa(status) + " " + http.StatusText(status))
}

// printFields tells in what the answers differ from the contract.
func (r *Report) printFields(out io.Writer) {
	r.printNames(out, "Fields that answers carry and the contract lacks:", func(r Route) []string { return r.New })
	r.printNames(out, "Fields of the contract that never came, perhaps because they are empty:", func(r Route) []string { return r.Missing })
}

func (r *Report) printNames(out io.Writer, title string, names func(Route) []string) {
	text := ""
	for _, s := range r.Services {
		for _, route := range s.Routes {
			if found := names(route); len(found) > 0 {
				text += fmt.Sprintf("  %s: %s\n", route.Operation, strings.Join(found, ", "))
			}
		}
	}
	if text != "" {
		fmt.Fprintf(out, "%s\n%s\n", title, text)
	}
}

// corrections returns the routes that work instead of those that are refused, by operation, and the operations for which none
// is known.
func (r *Report) corrections() (map[string]string, []string) {
	corrections := map[string]string{}
	var unknown []string
	for _, s := range r.Services {
		for _, route := range s.Routes {
			switch {
			case route.Instead != "":
				corrections[route.Operation] = route.Instead
			case route.Result == Refused && !isLogin(route.Status):
				unknown = append(unknown, route.Operation)
			}
		}
	}
	return corrections, unknown
}

// setting is the setting of the provider configuration, as terraform fmt has it.
func setting(corrections map[string]string) string {
	width := 0
	for operation := range corrections {
		width = max(width, len(operation))
	}
	text := "routes = {\n"
	for _, operation := range slices.Sorted(maps.Keys(corrections)) {
		text += fmt.Sprintf("  %-*s = %q\n", width, operation, corrections[operation])
	}
	return text + "}\n"
}

// unreachable says whether an error tells that there is no login or no connection.
func unreachable(err error) bool {
	status := api.StatusOf(err)
	return isNone(status) || isLogin(status) || status == http.StatusNotFound || status >= http.StatusInternalServerError
}

// sent says whether a request may have reached the service.
func sent(err error) bool {
	e, ok := errors.AsType[*api.Error](err)
	return ok && e.Sent
}

// isNone says whether there was no answer of the API.
func isNone(status int) bool { return status == 0 || status == http.StatusOK }

// advice says why a service cannot be asked, and what to do. Nothing of an answer is in it.
func advice(err error, variables string) string {
	// A login that is not found is an error about the route, so that nobody takes it for an answer about an object.
	if route, ok := errors.AsType[*edge.RouteError](err); ok {
		err = route.Err
	}
	switch status := api.StatusOf(err); {
	case status == http.StatusUnauthorized:
		return "The login is refused (401 Unauthorized): the credentials are wrong, have expired or were revoked. Check the variables " + variables + "_*, above all the token and the account it belongs to."
	case status == http.StatusForbidden:
		return "The login is refused (403 Forbidden): the credentials are known, and may not do this. Give them the permission to read, or check that " + variables + "_* belong to this tenant."
	case status == 0 && !sent(err):
		return "There is no connection. Check " + variables + "_ENDPOINT, the name of the host, and whether a proxy or firewall is in the way."
	case status == 0:
		return "The connection ended without an answer. Check " + variables + "_ENDPOINT, and whether a proxy is in the way."
	case status == http.StatusOK:
		return "The answer to the login is none of this API, as of a web page. Check " + variables + "_ENDPOINT: it is the address of the API, not of the console, and no proxy may ask for a login of its own."
	default:
		return "The login is answered by " + statusText(status) + ". Check " + variables + "_ENDPOINT: it is the address of the API without a path such as /api/v1."
	}
}
