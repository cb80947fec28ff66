// Package check is the command that tells which routes of a tenant work. It only looks: of writes nothing is sent.
package check

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"slices"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// Exit codes.
const (
	exitWorks   = 0
	exitRefused = 1
	exitNoLogin = 2 // or no connection, or wrong arguments
)

const usage = `Usage: terraform-provider-zerotrust check [options]

Tells for each route of the configured services whether the tenant knows it. Nothing is changed: lists and objects are read,
and of writes nothing is sent. What is refused is tried by the other readings of the vendor's reference, and the setting that
corrects it is printed. The report holds no secret and no personal value, so that it can be attached to an issue.

The services are configured by the environment, as for the provider: ZEROTRUST_EDGE_ENDPOINT and so on.

Exit code: 0 if all that was asked works, 1 if something is refused, 2 if there is no login or no connection.

Options:
`

// Main runs the command with the arguments after its name, and returns its exit code. Version is that of the provider.
func Main(ctx context.Context, version string, args []string, stdout, stderr io.Writer) int {
	var settings provider.Settings
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	options := flags.Bool("options", false, "ask by OPTIONS which methods the paths of writes take; not every service answers it")
	asJSON := flags.Bool("json", false, "print the report as JSON")
	settings.Flags(flags)
	err := flags.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, usage)
		flags.SetOutput(stdout)
		flags.PrintDefaults()
		return exitWorks
	case err == nil && flags.NArg() > 0:
		err = fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	var report *Report
	if err == nil {
		report, err = run(ctx, version, &settings, *options)
	}
	if err != nil {
		fmt.Fprintln(stderr, "Error:", err)
		return exitNoLogin
	}
	if *asJSON {
		encoder := json.NewEncoder(stdout)
		encoder.SetIndent("", "  ")
		err = encoder.Encode(report)
	} else {
		err = report.print(stdout)
	}
	if err != nil {
		fmt.Fprintln(stderr, "Error:", err)
	}
	return report.exitCode()
}

func run(ctx context.Context, version string, settings *provider.Settings, options bool) (*Report, error) {
	clients, err := provider.Clients(ctx, version, settings, provider.Options{})
	if err != nil {
		return nil, err
	}
	report := &Report{Version: version}
	if clients.Edge.Client != nil {
		report.Services = append(report.Services, checkEdge(ctx, clients.Edge.Client, options))
	}
	if clients.AppTego.Client != nil {
		report.Services = append(report.Services, checkAppTego(ctx, clients.AppTego.Client))
	}
	if clients.Gate.Client != nil {
		report.Services = append(report.Services, Service{Service: "Zequenze GATE", Routes: []Route{{
			Operation: "createDeviceAppConnectionLog", Result: NotAsked, Why: "every call of this service writes",
		}}})
	}
	if ctx.Err() != nil {
		return nil, errors.New("it was interrupted")
	}
	if len(report.Services) == 0 {
		return nil, errors.New("no service is configured: set the environment variables that terraform-provider-zerotrust check -help names")
	}
	return report, nil
}

// checkAppTego makes the one read that all versions have. All calls of this service are POST, also those that read.
func checkAppTego(ctx context.Context, client *apptego.Client) Service {
	s := Service{Service: "AppTego"}
	_, err := client.ListIntegrityConfigs(ctx, apptego.Versions()[0])
	if err != nil && unreachable(err) {
		s.Failure = advice(err, "ZEROTRUST_APPTEGO")
		return s
	}
	s.Routes = []Route{outcome(Route{Operation: "listAppIntegrityConfigs"}, err)}
	return s
}

func checkEdge(ctx context.Context, client *edge.Client, options bool) Service {
	s := Service{Service: "Lacework Edge"}
	if _, err := client.Session(ctx); err != nil {
		s.Failure = advice(err, "ZEROTRUST_EDGE")
		return s
	}
	c := &edgeCheck{client: client, options: options, ids: map[string]string{}}
	for _, check := range client.Checks() {
		if ctx.Err() != nil {
			break
		}
		s.Routes = append(s.Routes, c.route(ctx, check))
	}
	// A session that nothing accepts is none: a configured one is used without a login.
	if asked := slices.DeleteFunc(slices.Clone(s.Routes), func(r Route) bool { return r.Result == NotAsked }); len(asked) > 0 &&
		!slices.ContainsFunc(asked, func(r Route) bool { return r.Result != Refused || !isLogin(r.Status) && !isNone(r.Status) }) {
		s.Failure, s.Routes = c.advice, nil
	}
	return s
}

func isLogin(status int) bool {
	return status == http.StatusUnauthorized || status == http.StatusForbidden
}

// edgeCheck is what is known of a tenant by now.
type edgeCheck struct {
	client  *edge.Client
	options bool
	ids     map[string]string // one id by the operation that lists them
	advice  string
}

func (c *edgeCheck) route(ctx context.Context, check edge.Check) Route {
	r := Route{Operation: check.Operation, Route: check.Route.String(), Inferred: check.Route.Source != edge.SourceDocumented, Corrected: check.Route.Overridden}
	id := c.ids[check.IDsFrom]
	if check.Operation == "getAccount" {
		id = c.client.Account()
	}
	if !check.Read {
		return c.write(ctx, r, check, id)
	}
	found, err := c.client.ProbeRead(ctx, check.Operation, check.Route, id)
	if errors.Is(err, edge.ErrNotAsked) {
		r.Result, r.Why = NotAsked, c.whyNot(err, check)
		return r
	}
	r = outcome(r, err)
	if r.Result == Refused && c.advice == "" {
		c.advice = advice(err, "ZEROTRUST_EDGE")
	}
	if r.Result == Refused && mayBeElsewhere(r.Status) {
		for _, other := range edge.OtherReadings(check.Operation, http.MethodGet) {
			if again, err := c.client.ProbeRead(ctx, check.Operation, other, id); err == nil && (check.IDsFrom == "" || len(again.Fields) > 0) {
				r.Instead, found = other.String(), again
				break
			}
		}
	}
	if len(found.IDs) > 0 {
		c.ids[check.Operation] = found.IDs[0]
	}
	if len(found.Fields) > 0 {
		r.New, r.Missing = difference(found.Fields, check.Fields), difference(check.Fields, found.Fields)
	}
	return r
}

// write asks nothing but, if it is wanted, which methods a path takes.
func (c *edgeCheck) write(ctx context.Context, r Route, check edge.Check, id string) Route {
	candidate := check.Route.Source == edge.SourceCandidate // it is sent with allow_undocumented_operations alone
	r.Result, r.Why = NotAsked, check.Route.Method+" may write"
	if candidate {
		r.Why += ", and no source documents it"
	}
	if !c.options {
		return r
	}
	takes := func(route edge.Route) (yes, known bool) {
		found, err := c.client.ProbeOptions(ctx, check.Operation, route, id)
		return slices.Contains(found.Allow, route.Method), err == nil && len(found.Allow) > 0
	}
	yes, known := takes(check.Route)
	switch {
	case yes:
		r.Result, r.Why = Works, "OPTIONS names its method"
		return r
	case candidate:
		return r
	case known:
		r.Result, r.Status, r.Why = Refused, http.StatusMethodNotAllowed, "OPTIONS does not name its method"
	default:
		r.Why += ", and OPTIONS says nothing of it"
	}
	for _, other := range edge.OtherReadings(check.Operation, "") {
		if yes, _ := takes(other); yes {
			r.Result, r.Instead = Refused, other.String()
			r.Why = "OPTIONS names the method of another reading"
			break
		}
	}
	return r
}

func (c *edgeCheck) whyNot(err error, check edge.Check) string {
	switch {
	case check.IDsFrom != "":
		return check.IDsFrom + " found no such object"
	case errors.Is(err, edge.ErrNotAsked):
		return err.Error()[len(edge.ErrNotAsked.Error()+": "):]
	}
	return ""
}

// mayBeElsewhere says whether an answer is one that a wrong route gives.
func mayBeElsewhere(status int) bool {
	switch status {
	case 0, http.StatusOK, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotImplemented:
		return true
	}
	return false
}

// outcome says what came of a request.
func outcome(r Route, err error) Route {
	r.Result = Works
	if err == nil {
		return r
	}
	r.Result, r.Status = Refused, api.StatusOf(err)
	if isNone(r.Status) {
		r.Why = "the answer is none of this API"
	}
	return r
}

func difference(these, those []string) []string {
	return slices.DeleteFunc(slices.Clone(these), func(name string) bool { return slices.Contains(those, name) })
}
