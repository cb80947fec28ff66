package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// A sample is what one run took.
type sample struct {
	wall     time.Duration
	core     time.Duration // CPU of the command line tool alone
	provider time.Duration // CPU of all provider processes that the tool started
	peak     int64         // most resident memory of a provider process, in bytes
	load     load
}

// A result is all the samples of one variant of a case.
type result struct {
	samples []sample
	skipped string // why there are none
}

// middle is the median of what pick takes from each sample; 0 without samples.
func middle[T cmp.Ordered](r result, pick func(sample) T) T {
	values := sorted(r, pick)
	if len(values) == 0 {
		var zero T
		return zero
	}
	return values[len(values)/2]
}

// spread returns the least and the greatest.
func spread[T cmp.Ordered](r result, pick func(sample) T) (least, greatest T) {
	values := sorted(r, pick)
	if len(values) == 0 {
		return least, greatest
	}
	return values[0], values[len(values)-1]
}

func sorted[T cmp.Ordered](r result, pick func(sample) T) []T {
	var values []T
	for _, s := range r.samples {
		values = append(values, pick(s))
	}
	slices.Sort(values)
	return values
}

func (r result) wall() time.Duration {
	return middle(r, func(s sample) time.Duration { return s.wall })
}

func (r result) provider() time.Duration {
	return middle(r, func(s sample) time.Duration { return s.provider })
}

func (r result) peak() int64 {
	_, most := spread(r, func(s sample) int64 { return s.peak })
	return most
}

// most is the greatest number of something, since limits on numbers hold for each run.
func (r result) most(pick func(load) int) int {
	_, most := spread(r, func(s sample) int { return pick(s.load) })
	return most
}

// ratio divides; 0 stands for "not known".
func ratio[T ~int64 | ~int](a, b T) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// used adds up what the meter wrote about the providers of one run, and takes it away.
func used(dir string) (cpu time.Duration, peak int64, err error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return 0, 0, err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return 0, 0, err
		}
		var one struct {
			CPU  time.Duration `json:"cpu"`
			Peak int64         `json:"peak"`
		}
		if err := json.Unmarshal(text, &one); err != nil {
			return 0, 0, fmt.Errorf("reading %s: %w", file, err)
		}
		cpu += one.CPU
		peak = max(peak, one.Peak)
		if err := os.Remove(file); err != nil {
			return 0, 0, err
		}
	}
	if len(files) == 0 {
		return 0, 0, errors.New("no provider was started")
	}
	return cpu, peak, nil
}
