package api

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"
)

// pause holds back all calls of a client until a moment that the service named.
type pause struct {
	mu    sync.Mutex
	until time.Time
	asked time.Duration
}

func (p *pause) extend(d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until := time.Now().Add(d); until.After(p.until) {
		p.until, p.asked = until, d
	}
}

func (p *pause) left() (left, asked time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return time.Until(p.until), p.asked
}

func (p *pause) active() bool {
	left, _ := p.left()
	return left > 0
}

// draining says whether a call that was held back may be waiting still.
func (p *pause) draining() bool {
	left, asked := p.left()
	return left+maxJitter(asked) > 0
}

// maxJitter is the most that a call adds to a pause, lest all begin in the same moment.
func maxJitter(asked time.Duration) time.Duration { return asked / 10 }

// wait returns after the pause and a jitter of its own for each caller.
func (p *pause) wait(ctx context.Context, call *call) error {
	for {
		left, asked := p.left()
		if left <= 0 {
			return ctx.Err()
		}
		call.waits(ctx, "as long as the service asked for (Retry-After, "+asked.Round(time.Second).String()+")")
		if err := sleep(ctx, left+jitter(maxJitter(asked))); err != nil {
			return err
		}
	}
}

// Ended returns why a context ended: its cause, or its error if the cause is none of that kind.
func Ended(ctx context.Context) error {
	if cause := context.Cause(ctx); errors.Is(cause, ctx.Err()) {
		return cause
	}
	return ctx.Err()
}

func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// jitter returns a random part of d.
func jitter(d time.Duration) time.Duration {
	if d <= 0 {
		return 0
	}
	return rand.N(d) //nolint:gosec // spreads requests; nobody gains by guessing it
}
