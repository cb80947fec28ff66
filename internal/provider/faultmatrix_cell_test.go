package provider_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// cell is one run of one operation.
type cell struct {
	noun
	t        *testing.T
	rpc      string
	trouble  trouble
	outage   *acctest.Outage
	services *acctest.Services
	begin    func() *acctest.Protocol // the provider of another run
	provider *acctest.Protocol
	object   *acctest.Lifecycle
	id       string // of the object, once it is known
	found    int    // by a list
	stays    int    // objects that outlive what is configured, as the provider has said
}

func (n noun) newCell(t *testing.T, served *acctest.Protocol, rpc string, hit trouble) *cell {
	t.Helper()
	c := &cell{noun: n, t: t, rpc: rpc, trouble: hit}
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
	c.begin = func() *acctest.Protocol {
		return c.services.LifecycleOf(served.Again(t), n.TypeName, settings).Protocol
	}
	c.provider = c.begin()
	c.object = c.provider.New(n.TypeName)
	return c
}

// prepare brings the noun to where the operation begins. The provider has a session, except before it first creates.
func (c *cell) prepare() {
	c.Prepare(c.services)
	if c.rpc == "create" {
		return
	}
	c.must("creating", c.object.Apply(c.t.Context(), c.Minimal))
	c.must("reading", c.object.Refresh(c.t.Context()))
	c.id = acctest.TextOf(c.t, c.object.Attributes()["id"])
	if c.rpc == "import" {
		c.object = c.provider.New(c.TypeName)
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
	config := c.ListConfig
	if config == "" {
		config = "{}"
	}
	switch c.rpc {
	case "create":
		return c.object.Apply(ctx, c.Minimal)
	case "read":
		return c.object.Refresh(ctx)
	case "update":
		return c.object.Apply(ctx, c.Changed)
	case "delete":
		return c.object.Apply(ctx, "")
	case "import":
		return c.object.Import(ctx, c.id, "")
	case "list":
		found, d := c.provider.List(ctx, c.TypeName, config, 0, true)
		c.found = len(found)
		return d
	case "data":
		data, d := c.provider.ReadData(ctx, "zerotrust_"+c.List, config)
		c.found = 0
		if data != nil {
			c.found = len(acctest.Elements(c.t, data[c.List]))
		}
		return d
	}
	c.t.Fatalf("no operation %q", c.rpc)
	return nil
}

// strike runs one cell and returns what came of it.
func (p place) strike(t *testing.T, served *acctest.Protocol, hit trouble) string {
	t.Helper()
	if notApplicable(p, hit) != "" {
		return "n/a"
	}
	want := expected(p, hit)
	var c *cell
	var diagnostics []*tfprotov6.Diagnostic
	var outcome string
	for range p.tries() {
		c = p.newCell(t, served, p.rpc, hit)
		c.prepare()
		before, existed := c.store(), c.object.Exists(t)
		c.services.ResetJournal()
		stop := c.cause(p)
		diagnostics = c.act()
		stop()
		acctest.Crashed(t, diagnostics)
		if outcome = c.outcome(p, before, existed, diagnostics); outcome == want {
			break
		}
	}
	if outcome != want {
		t.Errorf("%s, want %s\nrequests: %s\n%s", outcome, want, c.requests(), acctest.DiagnosticLines(diagnostics))
	}
	if outcome == "left" || outcome == "Edone" && p.makesUnlisted() {
		c.stays = 1
	}
	c.stays += strings.Count(acctest.DiagnosticLines(diagnostics), "warning: Token Secret Lost: ") // it is left as it is
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
	return acctest.SetJSON(c.t, c.services.Objects(c.Kind))
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
	case c.rpc == "delete" && strings.Contains(acctest.DiagnosticLines(diagnostics), "Left in the Service"):
		return "left"
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
