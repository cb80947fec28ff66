package main

import (
	"fmt"
	"time"
)

// A study is one case: an estate, a command, and the variants that are compared.
type study struct {
	name     string
	estate   estate
	extra    int      // objects of each noun in the tenant beside those of the state
	args     []string // of the command line tool
	exit     int      // as which it must end
	says     string   // what it must print
	variants []variant
	runs     int // 0: as many as the benchmark makes of each

	fromNothing bool // there is no state, and nothing in the services
	unmanaged   bool // there is no state, but the objects are in the services, and import blocks for them
	changed     bool // one object of a hundred is configured otherwise than it is
	writes      bool // state and services are put back before each run
	secure      bool // TLS, hence HTTP/2

	processes int // run at once; 0 is one
	perMinute int // requests that the service accepts; 0: as many as come
	spent     int // how many of them somebody else has used up in the first window, which is about to end
}

// size says how large the benchmark is.
type size struct {
	objects int
	latency time.Duration
	runs    int
	short   bool
}

// Names of cases that criteria ask for.
const (
	caseNoop      = "no-op plan"
	caseCount     = "no-op plan, count"
	caseHTTP2     = "no-op plan, HTTP/2"
	caseMixed     = "no-op plan, nine nouns"
	caseTenant10  = "tenant 10 x the state"
	caseTenant100 = "tenant 100 x the state"
	caseCreate    = "create"
	caseChange    = "change 1 %"
	caseRate      = "rate limit"
	caseRateSpent = "rate limit, window nearly used up"
	caseRateFive  = "rate limit, five processes"
	caseLarge     = "no-op plan, ten times as many"
	caseWide      = "no-op plan, one rule with many users"
	caseWideApply = "create, one rule with many users"

	wideUsers = 3000
)

// studies are all cases, in the order in which they run.
func studies(s size) []study {
	plan := []string{"plan", "-detailed-exitcode"}
	of := func(form shape, n noun, count int) estate {
		return estate{shape: form, parts: []part{{noun: n, count: count}}}
	}
	all := []variant{batched, plain, floor}
	list := []study{
		{name: caseNoop, estate: of(blocks, app(), s.objects), args: plan, variants: all},
		{name: caseMixed, estate: mixed(s.objects), args: plan, variants: all},
		{name: caseTenant10, estate: of(blocks, app(), s.objects/10), extra: s.objects - s.objects/10, args: plan, variants: all},
		{name: caseTenant100, estate: of(blocks, app(), s.objects/10), extra: 10*s.objects - s.objects/10, args: plan, variants: all},
		{name: caseHTTP2, estate: of(blocks, app(), s.objects), args: plan, variants: []variant{batched}, secure: true, runs: 1},
		{name: caseChange, estate: of(blocks, access(), s.objects), args: []string{"apply", "-auto-approve"}, variants: []variant{batched}, changed: true, writes: true, runs: 1},
		// Once: the command line tool takes more than a minute.
		{name: caseCreate, estate: of(blocks, app(), s.objects), args: []string{"apply", "-auto-approve"}, variants: []variant{batched, floor}, fromNothing: true, writes: true, runs: 1},
		{name: caseRate, estate: of(blocks, app(), s.objects), args: plan, variants: []variant{batched}, perMinute: 120, runs: 1},
		{name: caseRateSpent, estate: of(blocks, app(), s.objects), args: plan, variants: []variant{batched}, perMinute: 120, spent: 118, runs: 1},
		{name: caseRateFive, estate: of(blocks, app(), s.objects), args: plan, variants: []variant{batched}, processes: 5, perMinute: 120, runs: 1},
	}
	if s.short {
		return list
	}
	// Half as many objects and fewer runs do for comparing shapes and commands with each other.
	half, less := s.objects/2, min(2, s.runs)
	two := []variant{batched, floor}
	return append(list,
		study{name: caseCount, estate: of(counted, app(), s.objects), args: plan, variants: []variant{batched, least}},
		study{name: "no-op plan, a block each", estate: of(blocks, app(), half), args: plan, variants: two, runs: less},
		study{name: "no-op plan, for_each", estate: of(forEach, app(), half), args: plan, variants: two, runs: less},
		study{name: "no-op plan, for_each with references", estate: estate{shape: reference, parts: []part{
			{noun: app(), count: half / 2}, {noun: access(), count: half / 2, apps: true},
		}}, args: plan, variants: two, runs: less},
		// Terraform 1.11 ends it with 2 although nothing changed, if -detailed-exitcode is set and an attribute is a number.
		study{name: "refresh-only plan", estate: of(blocks, app(), half), args: []string{"plan", "-refresh-only"}, says: "No changes.", variants: two, runs: less},
		study{name: "plan -refresh=false", estate: of(blocks, app(), half), args: []string{"plan", "-refresh=false", "-detailed-exitcode"}, variants: []variant{batched}, runs: less},
		study{name: "import", estate: of(blocks, app(), half), args: plan, exit: 2, says: fmt.Sprintf("%d to import, 0 to add, 0 to change, 0 to destroy", half), variants: two, unmanaged: true, runs: less},
		study{name: "destroy", estate: of(blocks, access(), half), args: []string{"destroy", "-auto-approve"}, variants: []variant{batched}, writes: true, runs: 1},
		study{name: caseWide, estate: of(blocks, wide(wideUsers), 1), args: plan, variants: []variant{batched}},
		study{name: caseWideApply, estate: of(blocks, wide(wideUsers), 1), args: []string{"apply", "-auto-approve"}, variants: []variant{batched}, fromNothing: true, writes: true, runs: 1},
		study{name: caseLarge, estate: of(counted, app(), 10*s.objects), args: plan, variants: []variant{batched, least}, runs: 1},
	)
}

// mixed spreads objects over all nouns.
func mixed(objects int) estate {
	e := estate{shape: blocks}
	all := nouns()
	for i, n := range all {
		count := objects / len(all)
		if i < objects%len(all) {
			count++
		}
		e.parts = append(e.parts, part{noun: n, count: count})
	}
	return e
}
