package provider_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// place is where trouble strikes: one request of one operation on a noun, a row of the matrix.
type place struct {
	noun
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
	return fmt.Sprintf("%-26s %-6s %s%s", strings.TrimPrefix(p.TypeName, "zerotrust_"), p.rpc, p.operation, again)
}

// TestFaultMatrix strikes every request of every operation on every noun with every kind of trouble. What comes of it must be
// what expected says, and at most one clean apply later everything is as configured.
func TestFaultMatrix(t *testing.T) {
	t.Parallel()
	rows := strikeAll(t, acctest.NewProtocol(t))
	slices.Sort(rows)
	t.Log("\n" + line("", columns()) + strings.Join(rows, "") + legend)
}

// strikeAll returns the rows of the matrix. Cells wait more than they work, so more of them run side by side than tests that
// are parallel may.
func strikeAll(t *testing.T, served *acctest.Protocol) []string {
	t.Helper()
	var mu sync.Mutex
	var rows []string
	var all sync.WaitGroup
	slots := make(chan struct{}, 48)
	strike := func(p place) {
		cells := make([]string, len(troubles()))
		var row sync.WaitGroup
		for i, c := range troubles() {
			slots <- struct{}{}
			row.Go(func() {
				defer func() { <-slots }()
				name := strings.Join(strings.Fields(strings.TrimPrefix(p.String(), "zerotrust_")), "/") + "/" + c.name
				t.Run(name, func(t *testing.T) { cells[i] = p.strike(t, served, c) })
			})
		}
		row.Wait()
		mu.Lock()
		defer mu.Unlock()
		rows = append(rows, line(p.String(), cells))
	}
	for _, n := range allNouns() {
		for _, rpc := range n.rpcs() {
			all.Go(func() {
				for _, p := range n.places(t, served, rpc) {
					all.Go(func() { strike(p) })
				}
			})
		}
	}
	all.Wait()
	return rows
}

func line(name string, cells []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-66s", name)
	for _, cell := range cells {
		fmt.Fprintf(&b, " %-6s", cell)
	}
	return strings.TrimRight(b.String(), " ") + "\n"
}

// places finds the requests that an operation on a noun makes, by doing it without trouble.
func (n noun) places(t *testing.T, served *acctest.Protocol, rpc string) []place {
	t.Helper()
	var fewest []string
	for range n.tries() {
		c := n.newCell(t, served, rpc, trouble{})
		c.prepare()
		c.services.ResetJournal()
		if d := c.act(); acctest.ErrorAmong(d) {
			t.Errorf("%s of %s without trouble: %s", rpc, n.TypeName, acctest.DiagnosticLines(d))
		}
		if operations := c.services.Operations(); fewest == nil || len(operations) < len(fewest) {
			fewest = operations
		}
	}
	var found []place
	usual := map[string]int{}
	if rpc == "create" && n.Kind == mockapi.KindApp { // the login is the same for all
		usual["tokenLogin"] = 1
		found = append(found, place{noun: n, rpc: rpc, operation: "tokenLogin", usual: usual})
	}
	for i, operation := range fewest {
		found = append(found, place{noun: n, rpc: rpc, operation: operation, index: usual[operation], position: i, usual: usual})
		usual[operation]++
	}
	return found
}

// tries is how often an operation is tried before what it does counts. A rule that is read slowly is read again before its
// members are edited, so that on a machine under load there are more requests than usual.
func (n noun) tries() int {
	if n.TypeName == "zerotrust_access_member" {
		return 12
	}
	return 1
}

// rpcs are the operations on a noun that make requests.
func (n noun) rpcs() []string {
	rpcs := []string{"create"}
	if n.Event() {
		return rpcs
	}
	rpcs = append(rpcs, "read", "delete", "import")
	if n.Changed != "" {
		rpcs = append(rpcs, "update")
	}
	if n.List != "" {
		rpcs = append(rpcs, "list", "data")
	}
	return rpcs
}
