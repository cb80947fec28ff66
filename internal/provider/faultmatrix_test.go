package provider_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
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

const legend = `
429+RA, 503+RA: with Retry-After, once; a status alone: once; with "..": until the operation is over
502: with a web page as body; down: connection refused; reset, resetA: connection reset before and after the work; timeA: no answer in
time after the work; trunc: half an answer; garb: 200 with a body that is no JSON; 401: session expired, once; slow: answered late

ok      done with the requests it takes without trouble     rep     done, the request was repeated
login   done after another login                           found   done, what was made or changed was looked up
E       error, nothing was done                             E+      the same after the request was repeated
Edone   error, although the service has done it             Epart   error, what exists already is in state (tainted)
gone    removed from state with a warning                   n/a     cannot happen: see notApplicable
Every cell goes on with a clean refresh and apply, after which the plan is empty, the service holds exactly what is configured, and
nothing is lost from state.
`

// place is where trouble strikes: one request of one operation on a noun, a row of the matrix.
type place struct {
	life
	rpc       string // create, read, update, delete, list, data (the plural data source) or import
	operation string // of the request
	index     int    // requests of the same operation before it
	position  int    // requests of any operation before it
	usual     map[string]int
}

func (p place) String() string {
	again := ""
	if p.index > 0 {
		again = fmt.Sprintf(" (%d)", p.index+1)
	}
	return fmt.Sprintf("%-26s %-6s %s%s", strings.TrimPrefix(p.typeName, "zerotrust_"), p.rpc, p.operation, again)
}

// TestFaultMatrix strikes every request of every operation on every noun with every kind of trouble. What comes of it must be
// what expected says, and at most one clean apply later everything is as configured.
func TestFaultMatrix(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var rows []string
	var all sync.WaitGroup
	// Cells wait more than they work.
	slots := make(chan struct{}, 12)
	for _, n := range allLives() {
		all.Go(func() {
			for _, p := range places(t, n) {
				cells := make([]string, len(troubles()))
				var row sync.WaitGroup
				for i, c := range troubles() {
					slots <- struct{}{}
					row.Go(func() {
						defer func() { <-slots }()
						name := strings.Join(strings.Fields(strings.TrimPrefix(p.String(), "zerotrust_")), "/") + "/" + c.name
						t.Run(name, func(t *testing.T) { cells[i] = p.strike(t, c) })
					})
				}
				row.Wait()
				mu.Lock()
				rows = append(rows, line(p.String(), cells))
				mu.Unlock()
			}
		})
	}
	all.Wait()
	slices.Sort(rows)
	var head []string
	for _, c := range troubles() {
		head = append(head, c.name)
	}
	t.Log("\n" + line("", head) + strings.Join(rows, "") + legend)
}

func line(name string, cells []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-66s", name)
	for _, cell := range cells {
		fmt.Fprintf(&b, " %-6s", cell)
	}
	return strings.TrimRight(b.String(), " ") + "\n"
}

// places finds the requests that each operation on a noun makes, by doing it without trouble.
func places(t *testing.T, n life) []place {
	t.Helper()
	var found []place
	for _, rpc := range n.rpcs() {
		c := n.newCell(t, rpc, trouble{})
		c.prepare()
		c.services.ResetJournal()
		if d := c.act(); acctest.ErrorAmong(d) {
			t.Errorf("%s of %s without trouble: %s", rpc, n.typeName, acctest.DiagnosticLines(d))
		}
		usual := map[string]int{}
		for i, operation := range c.services.Operations() {
			found = append(found, place{life: n, rpc: rpc, operation: operation, index: usual[operation], position: i, usual: usual})
			usual[operation]++
		}
	}
	return found
}

// rpcs are the operations on a noun that make requests.
func (n life) rpcs() []string {
	rpcs := []string{"create"}
	if n.event {
		return rpcs
	}
	rpcs = append(rpcs, "read", "delete", "import")
	if n.changed != "" {
		rpcs = append(rpcs, "update")
	}
	if n.plural != "" {
		rpcs = append(rpcs, "list", "data")
	}
	return rpcs
}

// cell is one run of one operation.
type cell struct {
	life
	t        *testing.T
	rpc      string
	trouble  trouble
	outage   *acctest.Outage
	services *acctest.Services
	provider *acctest.Protocol
	object   *acctest.Lifecycle
	id       string // of the object, once it is known
	found    int    // by a list
}

func (n life) newCell(t *testing.T, rpc string, hit trouble) *cell {
	t.Helper()
	c := &cell{life: n, t: t, rpc: rpc, trouble: hit}
	options := mockapi.Options{Undocumented: true}
	if hit.refuses != "" {
		c.outage = acctest.StartOutage(t, options)
		c.services = c.outage.Services
	} else {
		c.services = acctest.Start(t, options)
	}
	settings := c.services.Undocumented()
	if hit.settings != "" {
		settings += ", " + hit.settings
	}
	c.provider = c.services.Lifecycle(t, n.typeName, settings).Protocol
	c.object = c.provider.New(n.typeName)
	return c
}

// prepare brings the noun to where the operation begins. The provider has a session, except before it first creates.
func (c *cell) prepare() {
	if c.before != nil {
		c.before(c.services)
	}
	if c.rpc == "create" {
		return
	}
	c.must("creating", c.object.Apply(c.t.Context(), c.minimal))
	c.must("reading", c.object.Refresh(c.t.Context()))
	c.id = acctest.TextOf(c.t, c.object.Attributes()["id"])
	if c.rpc == "import" {
		c.object = c.provider.New(c.typeName)
	}
}

func (c *cell) must(what string, diagnostics []*tfprotov6.Diagnostic) {
	c.t.Helper()
	if acctest.ErrorAmong(diagnostics) {
		c.t.Fatalf("%s: %s", what, acctest.DiagnosticLines(diagnostics))
	}
}

// act is the operation.
func (c *cell) act() []*tfprotov6.Diagnostic {
	ctx := c.t.Context()
	config := c.config
	if config == "" {
		config = "{}"
	}
	switch c.rpc {
	case "create":
		return c.object.Apply(ctx, c.minimal)
	case "read":
		return c.object.Refresh(ctx)
	case "update":
		return c.object.Apply(ctx, c.changed)
	case "delete":
		return c.object.Apply(ctx, "")
	case "import":
		return c.object.Import(ctx, c.id, "")
	case "list":
		found, d := c.provider.List(ctx, c.typeName, config, 0, true)
		c.found = len(found)
		return d
	case "data":
		data, d := c.provider.ReadData(ctx, "zerotrust_"+c.plural, config)
		c.found = 0
		if data != nil {
			c.found = len(acctest.Elements(c.t, data[c.plural]))
		}
		return d
	}
	c.t.Fatalf("no operation %q", c.rpc)
	return nil
}

// strike runs one cell and returns what came of it.
func (p place) strike(t *testing.T, hit trouble) string {
	t.Helper()
	if notApplicable(p, hit) != "" {
		return "n/a"
	}
	c := p.newCell(t, p.rpc, hit)
	c.prepare()
	before, existed := c.store(), c.object.Exists(t)
	c.services.ResetJournal()
	stop := c.cause(p)
	diagnostics := c.act()
	stop()
	outcome := c.outcome(p, before, existed, diagnostics)
	if want := expected(p, hit); outcome != want {
		t.Errorf("%s, want %s\nrequests: %s\n%s", outcome, want, c.requests(), acctest.DiagnosticLines(diagnostics))
	}
	c.converge(acctest.ErrorAmong(diagnostics))
	return outcome
}

// cause brings the trouble about and returns what ends it.
func (c *cell) cause(p place) (stop func()) {
	if c.trouble.refuses == "" {
		fault := c.trouble.fault
		fault.Operation, fault.Skip = p.operation, p.index
		c.services.Inject(fault)
		return c.services.ClearFaults
	}
	c.outage.Down()
	if c.trouble.refuses == "always" {
		return c.outage.Up
	}
	// The provider waits ever longer before it tries again, in all a hundred times this.
	up := make(chan struct{})
	timer := time.AfterFunc(50*time.Millisecond, func() { defer close(up); c.outage.Up() })
	return func() {
		if timer.Stop() {
			c.t.Error("the operation ended before anything could work")
			c.outage.Up()
			return
		}
		<-up
	}
}

// store is what the services hold of the noun, without what changes by itself.
func (c *cell) store() string {
	c.t.Helper()
	return acctest.SetJSON(c.t, c.services.Objects(c.kind))
}

func (c *cell) requests() string {
	var lines []string
	for _, e := range c.services.Journal() {
		lines = append(lines, fmt.Sprintf("%s %d %s", e.Operation, e.Status, e.Fault))
	}
	return strings.Join(lines, "; ")
}

// outcome says in a word what came of the operation; see legend.
func (c *cell) outcome(p place, before string, existed bool, diagnostics []*tfprotov6.Diagnostic) string {
	var same, logins, others int
	for _, e := range c.services.Journal() {
		switch e.Operation {
		case p.operation:
			same++
		case "tokenLogin":
			logins++
		default:
			others++
		}
	}
	exists := c.object.Exists(c.t)
	if acctest.ErrorAmong(diagnostics) {
		switch {
		case existed && !exists:
			return "LOST"
		case !existed && exists && c.rpc == "create":
			return "Epart"
		case c.store() != before:
			return "Edone"
		case same > p.index+1:
			return "E+"
		}
		return "E"
	}
	switch {
	case c.rpc == "read" && !exists:
		return "gone"
	case logins > 1 || logins == 1 && c.rpc != "create":
		return "login"
	case same > p.usual[p.operation]:
		return "rep"
	case others > sum(p.usual)-p.usual[p.operation]:
		return "found"
	}
	return "ok"
}

func sum(counts map[string]int) int {
	total := 0
	for _, n := range counts {
		total += n
	}
	return total
}
