package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
)

// table prints what was measured, as Markdown that reads well as text.
func table(w io.Writer, outcomes []outcome) {
	rows := [][]string{{"case", "variant", "wall s", "spread", "x floor", "CPU core s", "CPU provider s", "peak MB", "requests", "connections", "concurrency"}}
	for _, o := range outcomes {
		for _, v := range o.study.variants {
			if r := o.results[v]; r != nil {
				rows = append(rows, row(o, v, *r))
			}
		}
	}
	align(w, rows)
}

func row(o outcome, v variant, r result) []string {
	wall := func(s sample) time.Duration { return s.wall }
	fastest, slowest := spread(r, wall)
	cells := []string{
		fmt.Sprintf("%s (%d)", o.study.name, o.study.estate.objects()), string(v), seconds(r.wall()), seconds(fastest) + "-" + seconds(slowest), "",
		seconds(middle(r, func(s sample) time.Duration { return s.core })), seconds(r.provider()), fmt.Sprint(r.peak() >> 20),
		"0", "0", "0",
	}
	if base := o.results[floor]; base != nil && v != floor {
		cells[4] = fmt.Sprintf("%.2f", ratio(r.wall(), base.wall()))
	}
	if v != floor && v != least { // else nobody is asked anything
		cells[8] = fmt.Sprint(r.most(load.total))
		cells[9] = fmt.Sprint(r.most(func(l load) int { return l.connections }))
		cells[10] = fmt.Sprint(r.most(func(l load) int { return l.concurrency }))
	}
	return cells
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2f", d.Seconds()) }

// requests prints which operations were called how often, in the last run of each variant.
func requests(w io.Writer, outcomes []outcome) {
	for _, o := range outcomes {
		for _, v := range o.study.variants {
			r := o.results[v]
			if r == nil || len(r.samples) == 0 || v == floor || v == least {
				continue
			}
			counts := r.samples[len(r.samples)-1].load.requests
			var parts []string
			for _, operation := range slices.Sorted(maps.Keys(counts)) {
				parts = append(parts, fmt.Sprintf("%s %d", operation, counts[operation]))
			}
			fmt.Fprintf(w, "%s, %s: %s\n", o.study.name, v, strings.Join(parts, ", "))
		}
	}
}

// align prints rows as a Markdown table with columns of one width. The first row is the head.
func align(w io.Writer, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, cells := range rows {
		for i, cell := range cells {
			widths[i] = max(widths[i], len(cell))
		}
	}
	for i, cells := range rows {
		padded := make([]string, len(cells))
		for k, cell := range cells {
			padded[k] = cell + strings.Repeat(" ", widths[k]-len(cell))
		}
		fmt.Fprintf(w, "| %s |\n", strings.Join(padded, " | "))
		if i == 0 {
			for k := range padded {
				padded[k] = strings.Repeat("-", widths[k])
			}
			fmt.Fprintf(w, "| %s |\n", strings.Join(padded, " | "))
		}
	}
}
