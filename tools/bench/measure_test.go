package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// walls is a result whose runs took that many seconds.
func walls(seconds ...int) *result {
	r := &result{}
	for _, s := range seconds {
		r.samples = append(r.samples, sample{wall: time.Duration(s) * time.Second, provider: time.Second, load: load{requests: map[string]int{"getApp": s}}})
	}
	return r
}

func TestMedianAndSpread(t *testing.T) {
	t.Parallel()
	r := *walls(9, 1, 4)
	if got := r.wall(); got != 4*time.Second {
		t.Errorf("median %s", got)
	}
	if least, greatest := spread(r, func(s sample) time.Duration { return s.wall }); least != time.Second || greatest != 9*time.Second {
		t.Errorf("spread %s to %s", least, greatest)
	}
	if got := r.most(load.total); got != 9 {
		t.Errorf("most requests %d", got)
	}
	if got := (result{}).wall(); got != 0 {
		t.Errorf("median of nothing %s", got)
	}
}

func TestUsed_addsUpAllProcesses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, text := range map[string]string{"1.json": `{"cpu":1000000000,"peak":7}`, "2.json": `{"cpu":500000000,"peak":9}`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cpu, peak, err := used(dir)
	if err != nil || cpu != 1500*time.Millisecond || peak != 9 {
		t.Errorf("CPU %s, peak %d, error %v", cpu, peak, err)
	}
	if _, _, err := used(dir); err == nil {
		t.Error("what was counted is counted again")
	}
}

func TestTable(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	table(&text, []outcome{{
		study:   study{name: "case", estate: estate{parts: []part{{count: 5}}}, variants: []variant{batched, plain, floor}},
		results: map[variant]*result{batched: walls(3, 2, 4), floor: walls(2)},
	}})
	lines := strings.Split(strings.TrimSpace(text.String()), "\n")
	if len(lines) != 4 { // head, rule, and the two variants that were measured
		t.Fatalf("table:\n%s", &text)
	}
	for _, line := range lines {
		if len(line) != len(lines[0]) {
			t.Errorf("the lines are not of one length:\n%s", &text)
		}
	}
	for _, cell := range []string{"case (5)", "| 3.00 ", "2.00-4.00", "| 1.50 "} {
		if !strings.Contains(lines[2], cell) {
			t.Errorf("%q is not in %q", cell, lines[2])
		}
	}
}

func TestCriteria(t *testing.T) {
	t.Parallel()
	judged := criteria([]outcome{
		{study: study{name: caseNoop}, results: map[variant]*result{batched: walls(11), floor: walls(10)}},
		{study: study{name: caseTenant10}, results: map[variant]*result{batched: walls(12), plain: walls(10)}},
		{study: study{name: caseMixed}, results: map[variant]*result{}},
	}, size{objects: 100})
	var text strings.Builder
	if missed := report(&text, judged); missed != 2 {
		t.Errorf("%d missed, want the requests of the plan and the tenant's time:\n%s", missed, &text)
	}
	for _, line := range strings.Split(text.String(), "\n") {
		wrong := strings.Contains(line, "against the floor") && !strings.Contains(line, "reached") ||
			strings.Contains(line, "against read_batching") && !strings.Contains(line, "MISSED") ||
			strings.Contains(line, "nine nouns")
		if wrong {
			t.Error(line)
		}
	}
	if (criterion{measured: 0, limit: 1, exact: true}).reached() {
		t.Error("less than an exact number is not that number")
	}
}

func TestStudies_haveWhatCriteriaNeed(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, st := range studies(size{objects: 1000}) {
		if names[st.name] {
			t.Errorf("two cases are called %q", st.name)
		}
		names[st.name] = true
	}
	for _, name := range []string{
		caseNoop, caseCount, caseHTTP2, caseMixed, caseTenant10, caseTenant100, caseCreate, caseChange, caseRate, caseRateFive, caseLarge,
	} {
		if !names[name] {
			t.Errorf("there is no case %q", name)
		}
	}
	if len(studies(size{objects: 1000, short: true})) >= len(names) {
		t.Error("the short form leaves nothing out")
	}
}
