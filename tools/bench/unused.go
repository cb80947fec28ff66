package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/cli"
)

// unused measures what the provider costs whoever does not use it: the time of a process that is started, tells its
// schema, is configured and ends; the requests that this makes; and its size as released.
func (b *bench) unused(ctx context.Context) ([]criterion, error) {
	s, err := b.start(false)
	if err != nil {
		return nil, err
	}
	defer s.server.Close()
	s.begin(0, nil)
	var times []time.Duration
	for range 11 {
		cmd := exec.CommandContext(ctx, b.instrumented(), "probe")
		cmd.Env = append(usual(cli.Environ()), s.environ(0)...)
		start := time.Now()
		if output, err := cmd.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("starting the provider: %w\n%s", err, output)
		}
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	seen, err := s.end()
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(b.released())
	if err != nil {
		return nil, err
	}
	return []criterion{
		{number: "7", text: "process start, schema and Configure, wall (median of 11)", measured: float64(times[len(times)/2]) / float64(time.Millisecond), limit: 60, unit: "ms"},
		{number: "7", text: "requests of an unused provider", measured: float64(seen.total()), limit: 0, unit: "requests", exact: true},
		{number: "7", text: "size of the stripped executable", measured: float64(info.Size()) / 1e6, limit: 30, unit: "MB"},
	}, nil
}

// profile runs the first case that pick accepts once, and writes profiles of the provider instead of a table.
func (b *bench) profile(ctx context.Context, pick func(string) bool, dir string) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	list := studies(b.size)
	i := slices.IndexFunc(list, func(st study) bool { return pick(st.name) })
	if i < 0 {
		return errors.New("no case has such a name")
	}
	st := list[i]
	s, err := b.start(st.secure)
	if err != nil {
		return err
	}
	defer s.server.Close()
	st.variants, st.processes = []variant{batched}, 1
	jobs, err := b.jobs(s, st)
	if err != nil {
		return err
	}
	j := jobs[batched][0]
	j.provider, j.env = b.instrumented(), append(j.env, "BENCH_PROFILE="+dir)
	taken, err := b.measured(ctx, s, j, b.latency, nil)
	if err != nil {
		return err
	}
	fmt.Fprintf(b.out, "%s, once: wall %s s, CPU of the provider %s s, peak %d MB. Profiles are in %s; look at them with: go tool pprof -top FILE\n",
		st.name, seconds(taken.wall), seconds(taken.provider), taken.peak>>20, dir)
	return nil
}
