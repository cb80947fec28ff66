package main

import (
	"fmt"
	"io"
	"math"
	"time"
)

// A criterion is one limit of the project, and what was measured.
type criterion struct {
	number   string
	text     string
	measured float64
	limit    float64
	unit     string
	exact    bool // the limit is the only value that will do
}

func (c criterion) reached() bool {
	if c.exact {
		return c.measured == c.limit
	}
	return c.measured <= c.limit
}

// report prints the limits and returns how many are exceeded.
func report(w io.Writer, all []criterion) (missed int) {
	rows := [][]string{{"", "limit", "measured", "at most", ""}}
	for _, c := range all {
		verdict := "reached"
		if !c.reached() {
			verdict = "MISSED"
			missed++
		}
		bound := figure(c.limit, c.unit)
		if c.exact {
			bound = "exactly " + bound
		}
		rows = append(rows, []string{c.number, c.text, figure(c.measured, c.unit), bound, verdict})
	}
	align(w, rows)
	return missed
}

func figure(v float64, unit string) string {
	if v == math.Trunc(v) && unit != "x" {
		return fmt.Sprintf("%.0f %s", v, unit)
	}
	return fmt.Sprintf("%.2f %s", v, unit)
}

// found is the outcomes by name.
type found map[string]outcome

// result returns what was measured of a variant; without it there is nothing to judge.
func (f found) result(name string, v variant) (result, bool) {
	r := f[name].results[v]
	if r == nil || len(r.samples) == 0 {
		return result{}, false
	}
	return *r, true
}

// criteria judges what was measured. Limits whose cases were not run are left out.
func criteria(outcomes []outcome, s size) []criterion {
	f := found{}
	for _, o := range outcomes {
		f[o.study.name] = o
	}
	var all []criterion
	add := func(number, text string, measured, limit float64, unit string, exact bool) {
		all = append(all, criterion{number, text, measured, limit, unit, exact})
	}
	f.noop(s, add)
	f.tenant(add)
	f.writes(s, add)
	f.limited(add)
	f.wide(add)
	f.large(add)
	return all
}

type adder func(number, text string, measured, limit float64, unit string, exact bool)

func connections(l load) int { return l.connections }

func (f found) noop(_ size, add adder) {
	if r, ok := f.result(caseNoop, batched); ok {
		if base, ok := f.result(caseNoop, floor); ok {
			add("1", "no-op plan, wall against the floor", ratio(r.wall(), base.wall()), 1.10, "x", false)
		}
		add("1", "no-op plan, requests", float64(r.most(load.total)), 10, "requests", false)
		add("1", "no-op plan, connections on HTTP/1.1", float64(r.most(connections)), 12, "connections", false)
	}
	if r, ok := f.result(caseHTTP2, batched); ok {
		add("1", "no-op plan, connections on HTTP/2", float64(r.most(connections)), 1, "connections", true)
	}
	if r, ok := f.result(caseMixed, batched); ok {
		if base, ok := f.result(caseMixed, floor); ok {
			add("2", "nine nouns, wall against the floor", ratio(r.wall(), base.wall()), 1.15, "x", false)
		}
		add("2", "nine nouns, requests", float64(r.most(load.total)), 60, "requests", false)
	}
}

func (f found) tenant(add adder) {
	for _, name := range []string{caseTenant10, caseTenant100} {
		r, ok := f.result(name, batched)
		other, also := f.result(name, plain)
		if !ok || !also {
			continue
		}
		add("3", name+", wall against read_batching = false", ratio(r.wall(), other.wall()), 1.05, "x", false)
		add("3", name+", requests above read_batching = false", float64(max(0, r.most(load.total)-other.most(load.total))), 3, "requests", false)
	}
}

func (f found) writes(s size, add adder) {
	if r, ok := f.result(caseCreate, batched); ok {
		add("4", "create, create requests", float64(r.most(of("createApp"))), float64(s.objects), "requests", true)
		add("4", "create, all requests but the login", float64(r.most(load.total)-r.most(of("tokenLogin"))), float64(s.objects), "requests", true)
		if base, ok := f.result(caseCreate, floor); ok {
			const parallelism = 10 // what the command line tool does by default
			least := max(base.wall(), time.Duration(s.objects)*s.latency/parallelism)
			add("4", "create, wall against the greater of floor and objects x latency / parallelism", ratio(r.wall(), least), 1.2, "x", false)
		}
	}
	if r, ok := f.result(caseChange, batched); ok {
		add("4", "change 1 %, writes", float64(r.most(of("updateAccess"))), math.Ceil(float64(s.objects)/100), "requests", true)
	}
}

// of counts the requests of one operation.
func of(operation string) func(load) int {
	return func(l load) int { return l.requests[operation] }
}

func (f found) limited(add adder) {
	for _, name := range []string{caseRate, caseRateSpent, caseRateFive} {
		if r, ok := f.result(name, batched); ok {
			add("5", name+", most answers 429 of one process (all ended without an error)", float64(r.most(func(l load) int {
				most := 0
				for _, n := range l.refused {
					most = max(most, n)
				}
				return most
			})), 1, "answers", false)
		}
	}
}

func (f found) wide(add adder) {
	for name, limit := range map[string]float64{caseWide: 0.5, caseWideApply: 1} {
		if r, ok := f.result(name, batched); ok {
			add("9", fmt.Sprintf("%s (%d), CPU of the provider", name, wideUsers), r.provider().Seconds(), limit, "s", false)
		}
	}
}

func (f found) large(add adder) {
	large, ok := f.result(caseLarge, batched)
	base, also := f.result(caseLarge, least)
	small, too := f.result(caseCount, batched)
	if !ok {
		return
	}
	add("6", "ten times as many objects, peak memory of the provider", float64(large.peak()>>20), 200, "MB", false)
	if also {
		objects := f[caseLarge].study.estate.objects()
		each := (large.provider() - base.provider()) / time.Duration(objects)
		add("6", "CPU of the provider for each object above a trivial resource", float64(each)/float64(time.Millisecond), 1.5, "ms", false)
	}
	if too {
		growth := ratio(large.provider(), small.provider()) / ratio(f[caseLarge].study.estate.objects(), f[caseCount].study.estate.objects())
		add("6", "ten times as many objects, CPU of the provider for each against the smaller case", growth, 1.15, "x", false)
	}
}
