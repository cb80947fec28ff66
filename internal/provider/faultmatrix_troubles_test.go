package provider_test

import (
	"net/http"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// trouble is one kind of failure, a column of the matrix.
type trouble struct {
	name     string
	fault    mockapi.Fault
	refuses  string // connections: "once" refuses until the provider has had time to notice, "always" for the whole operation
	settings string // JSON of further provider arguments
}

func troubles() []trouble {
	const page = "<html><title>Bad gateway</title></html>"
	return []trouble{
		{name: "429+RA", fault: mockapi.Fault{Status: http.StatusTooManyRequests, RetryAfter: "1", Times: 1}},
		{name: "429", fault: mockapi.Fault{Status: http.StatusTooManyRequests, Times: 1}},
		{name: "429..", fault: mockapi.Fault{Status: http.StatusTooManyRequests}},
		{name: "500", fault: mockapi.Fault{Status: http.StatusInternalServerError, Times: 1}},
		{name: "500..", fault: mockapi.Fault{Status: http.StatusInternalServerError}},
		{name: "502", fault: mockapi.Fault{Status: http.StatusBadGateway, Body: page, Times: 1}},
		{name: "502..", fault: mockapi.Fault{Status: http.StatusBadGateway, Body: page}},
		{name: "503", fault: mockapi.Fault{Status: http.StatusServiceUnavailable, Times: 1}},
		{name: "503+RA", fault: mockapi.Fault{Status: http.StatusServiceUnavailable, RetryAfter: "1", Times: 1}},
		{name: "503..", fault: mockapi.Fault{Status: http.StatusServiceUnavailable}},
		{name: "down", refuses: "once", settings: `"max_retries": 12`},
		{name: "down..", refuses: "always"},
		{name: "reset", fault: mockapi.Fault{ResetBefore: true, Times: 1}},
		{name: "reset..", fault: mockapi.Fault{ResetBefore: true}},
		{name: "resetA", fault: mockapi.Fault{ResetAfter: true, Times: 1}},
		{name: "timeA", fault: mockapi.Fault{DelayAfter: time.Minute, Times: 1}, settings: `"request_timeout": "3s"`},
		{name: "trunc", fault: mockapi.Fault{TruncateBody: true, Times: 1}},
		{name: "garb", fault: mockapi.Fault{Body: `!garbage`, ContentType: "application/json", Times: 1}},
		{name: "401", fault: mockapi.Fault{ExpireSession: true, Times: 1}},
		{name: "401..", fault: mockapi.Fault{Status: http.StatusUnauthorized}},
		{name: "403", fault: mockapi.Fault{Status: http.StatusForbidden, Times: 1}},
		{name: "404", fault: mockapi.Fault{Status: http.StatusNotFound, Times: 1}},
		{name: "409", fault: mockapi.Fault{Status: http.StatusConflict, Times: 1}},
		{name: "slow", fault: mockapi.Fault{Delay: 30 * time.Millisecond, Times: 1}},
	}
}

// columns are the names of all troubles.
func columns() []string {
	var names []string
	for _, c := range troubles() {
		names = append(names, c.name)
	}
	return names
}

const legend = `
429+RA, 503+RA: with Retry-After, once; a status alone: once; with "..": until the operation is over
502: with a web page as body; down: connection refused; reset, resetA: connection reset before and after the work; timeA: no answer in
time after the work; trunc: half an answer; garb: 200 with a body that is no JSON; 401: session expired, once; slow: answered late

ok      done with the requests it takes without trouble     rep     done, the request was repeated
login   done after another login                           found   done, what was made or changed was looked up
E       error, nothing was done                             E+      the same after the request was repeated
Edone   error, although the service has done it             Epart   error, what exists already is in state (tainted)
gone    removed from state with a warning                   left    forgotten, with a warning that it stays in the service
n/a     cannot happen: see notApplicable
Every cell goes on with a clean refresh and apply, after which the plan is empty, the service holds exactly what is configured, and
nothing is lost from state.
`
