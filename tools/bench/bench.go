package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// bench is one run of the benchmark. All its files are below dir.
type bench struct {
	binaries
	size
	out       io.Writer
	templates templates
	workspace int
}

// outcome is a case with what was measured.
type outcome struct {
	study   study
	results map[variant]*result
}

// prepare applies one object of each noun, which the states of all cases are copied from.
func (b *bench) prepare(ctx context.Context) error {
	b.templates = templates{}
	for _, one := range []struct {
		variant   variant
		nouns     []noun
		providers string
	}{{batched, nouns(), providerText()}, {least, []noun{trivial()}, trivialText()}} {
		e := estate{shape: blocks}
		for _, n := range one.nouns {
			e.parts = append(e.parts, part{noun: n, count: 1})
		}
		dir, err := b.newWorkspace(e.text(one.providers, nil, false))
		if err != nil {
			return err
		}
		s, err := b.start(false)
		if err != nil {
			return err
		}
		defer s.server.Close()
		if _, err := b.measured(ctx, s, job{variant: one.variant, dir: dir, args: []string{"apply", "-auto-approve"}}, 0, nil); err != nil {
			return fmt.Errorf("applying one object of each type: %w", err)
		}
		state, err := os.ReadFile(filepath.Join(dir, "terraform.tfstate"))
		if err != nil {
			return err
		}
		found, err := templatesOf(state, s.mock, one.nouns)
		if err != nil {
			return err
		}
		for name, t := range found {
			b.templates[name] = t
		}
	}
	return nil
}

// start serves empty services.
func (b *bench) start(secure bool) (*service, error) {
	mock, err := mockapi.New(mockapi.Options{})
	if err != nil {
		return nil, err
	}
	s := serve(secure)
	s.reset(mock)
	return s, nil
}

// newWorkspace makes a directory with a configuration.
func (b *bench) newWorkspace(config string) (string, error) {
	b.workspace++
	dir := filepath.Join(b.dir, "workspace-"+strconv.Itoa(b.workspace))
	if err := os.Mkdir(dir, 0o700); err != nil {
		return "", err
	}
	return dir, os.WriteFile(filepath.Join(dir, "main.tf"), []byte(config), 0o600)
}

// measure runs all variants of a case, interleaved, so that a machine that becomes busy is so for each of them.
func (b *bench) measure(ctx context.Context, st study) (outcome, error) {
	o := outcome{study: st, results: map[variant]*result{}}
	s, err := b.start(st.secure)
	if err != nil {
		return o, err
	}
	defer s.server.Close()
	jobs, err := b.jobs(s, st)
	if err != nil {
		return o, err
	}
	runs := st.runs
	if runs == 0 {
		runs = b.runs
	}
	for range runs {
		for _, v := range st.variants {
			samples, err := b.once(ctx, s, st, jobs[v])
			if err != nil {
				return o, err
			}
			if o.results[v] == nil {
				o.results[v] = &result{}
			}
			o.results[v].samples = append(o.results[v].samples, samples...)
			for _, taken := range samples {
				fmt.Fprintf(b.out, "  %-8s %s s\n", v, seconds(taken.wall))
			}
		}
	}
	return o, nil
}

// jobs fills the services and makes a workspace for each variant and process.
func (b *bench) jobs(s *service, st study) (map[variant][]job, error) {
	if !st.fromNothing {
		b.templates.fill(s.mock, st.estate, st.extra)
	}
	if !st.writes {
		if err := s.remember(st.estate); err != nil {
			return nil, err
		}
	}
	jobs := map[variant][]job{}
	for _, v := range st.variants {
		for process := range max(st.processes, 1) {
			j, err := b.job(s, st, v)
			if err != nil {
				return nil, err
			}
			if st.processes > 1 {
				j.process = process + 1
			}
			jobs[v] = append(jobs[v], j)
		}
	}
	return jobs, nil
}

// job makes the workspace of one variant.
func (b *bench) job(s *service, st study, v variant) (job, error) {
	e, providers := st.estate, providerText()
	if v == least {
		e, providers = e.of(trivial()), trivialText()
	}
	var changed func(int) bool
	if st.changed {
		changed = func(i int) bool { return i%100 == 0 }
	}
	dir, err := b.newWorkspace(e.text(providers, changed, st.unmanaged))
	if err != nil {
		return job{}, err
	}
	j := job{variant: v, dir: dir, args: st.args, exit: st.exit, says: st.says}
	if st.secure {
		file := filepath.Join(dir, "ca.pem")
		j.env = append(j.env, "SSL_CERT_FILE="+file)
		if err := s.certificate(file); err != nil {
			return j, err
		}
	}
	if v == floor {
		if err := s.memory(filepath.Join(dir, "memory.json")); err != nil {
			return j, err
		}
	}
	return j, b.putState(st, j)
}

// putState writes the state that a job begins with, if any.
func (b *bench) putState(st study, j job) error {
	file := filepath.Join(j.dir, "terraform.tfstate")
	if st.fromNothing || st.unmanaged {
		if err := os.Remove(file); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
		return nil
	}
	e := st.estate
	if j.variant == least {
		e = e.of(trivial())
	}
	state, err := b.templates.state(e)
	if err != nil {
		return err
	}
	return os.WriteFile(file, state, 0o600)
}

// of is an estate of the same form and size with another noun.
func (e estate) of(n noun) estate {
	return estate{shape: e.shape, parts: []part{{noun: n, count: e.objects()}}}
}

// once runs the jobs of one variant once, at the same time if there are several.
func (b *bench) once(ctx context.Context, s *service, st study, jobs []job) ([]sample, error) {
	if st.writes {
		if err := b.restore(s, st, jobs[0]); err != nil {
			return nil, err
		}
	}
	var l *limit
	if st.perMinute > 0 {
		l = &limit{perMinute: st.perMinute, spent: st.spent}
	}
	s.begin(b.latency, l)
	samples := make([]sample, len(jobs))
	group, ctx := errgroup.WithContext(ctx)
	for i, j := range jobs {
		group.Go(func() (err error) {
			samples[i], err = b.run(ctx, s, j)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	seen, err := s.end()
	if err != nil {
		return nil, err
	}
	for i := range samples {
		samples[i].load = seen // of all processes together
	}
	return samples, nil
}

// restore brings state and services back to where the case begins.
func (b *bench) restore(s *service, st study, j job) error {
	mock, err := mockapi.New(mockapi.Options{})
	if err != nil {
		return err
	}
	if !st.fromNothing {
		b.templates.fill(mock, st.estate, st.extra)
	}
	s.reset(mock)
	if j.variant == floor {
		if err := s.remember(estate{}); err != nil { // the login
			return err
		}
		if err := s.memory(filepath.Join(j.dir, "memory.json")); err != nil {
			return err
		}
	}
	return b.putState(st, j)
}

// all runs the cases whose names pick accepts.
func (b *bench) all(ctx context.Context, pick func(string) bool) ([]outcome, error) {
	var outcomes []outcome
	list := slices.DeleteFunc(studies(b.size), func(st study) bool { return !pick(st.name) })
	for i, st := range list {
		fmt.Fprintf(b.out, "[%d/%d] %s: %d objects\n", i+1, len(list), st.name, st.estate.objects())
		o, err := b.measure(ctx, st)
		outcomes = append(outcomes, o) // with the runs that ended, if there was an error
		if err != nil {
			return outcomes, fmt.Errorf("%s: %w", st.name, err)
		}
	}
	return outcomes, nil
}
