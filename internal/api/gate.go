package api

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// gate sits below the retries: a call that waits to try again is not in it, and so holds no slot.
type gate struct {
	base    http.RoundTripper
	timeout time.Duration
	log     func(context.Context, Attempt)
	limiter *rate.Limiter // nil: no limit
	turn    chan struct{} // holds the one call that waits for the limiter
	slots   chan struct{}
	maxBody int
	joining sync.Mutex // see join
	pause   pause
	clock   *serverClock
}

func newGate(cfg Config, base http.RoundTripper, clock *serverClock) *gate {
	g := &gate{
		base:    base,
		timeout: cfg.RequestTimeout,
		log:     cfg.Log,
		turn:    make(chan struct{}, 1),
		slots:   make(chan struct{}, concurrency(cfg)),
		maxBody: maxBody,
		clock:   clock,
	}
	if g.timeout <= 0 {
		g.timeout = defaultRequestTimeout
	}
	if cfg.RequestsPerSecond > 0 {
		// A burst of one spreads the requests evenly; more would send them in bunches, which is what services punish.
		g.limiter = rate.NewLimiter(rate.Limit(cfg.RequestsPerSecond), 1)
	}
	return g
}

func concurrency(cfg Config) int {
	if cfg.MaxConcurrentRequests <= 0 {
		return defaultConcurrency
	}
	return cfg.MaxConcurrentRequests
}

// newTransport clones the default one, which keeps proxies from the environment and HTTP/2.
func newTransport(concurrent int) http.RoundTripper {
	base, ok := http.DefaultTransport.(*http.Transport)
	if !ok { // replaced by somebody who links this package
		base = &http.Transport{Proxy: http.ProxyFromEnvironment, TLSHandshakeTimeout: 10 * time.Second, IdleConnTimeout: 90 * time.Second}
	}
	t := base.Clone()
	t.ForceAttemptHTTP2 = true
	t.MaxIdleConns = max(t.MaxIdleConns, concurrent)
	t.MaxIdleConnsPerHost = concurrent
	// The slots limit requests. Connections need a limit of their own, since a connection that is dialled while another
	// becomes free is kept, too.
	t.MaxConnsPerHost = concurrent
	t.OnProxyConnectResponse = refusedByProxy
	// All requests may share one HTTP/2 connection: when it is dead, that must show before they all run into their timeout.
	t.HTTP2 = &http.HTTP2Config{SendPingTimeout: 10 * time.Second, PingTimeout: 5 * time.Second}
	return t
}

// RoundTrip waits for its turn, makes one attempt, and returns an answer whose body has arrived in full.
func (g *gate) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	if err := g.enter(ctx); err != nil {
		if req.Body != nil {
			_ = req.Body.Close() // a RoundTripper closes it in every case
		}
		return nil, err
	}
	call := callFrom(ctx)
	call.waiting = "for the answer"
	if req.Response == nil { // else http.Client follows a redirect within the same attempt
		call.attempts++
	}
	start := time.Now()
	resp, err := g.attempt(req, call)
	duration := time.Since(start)
	<-g.slots
	if ctx.Err() == nil {
		call.waiting = "to repeat the request"
	}
	if g.log != nil {
		g.log(ctx, Attempt{
			Service: call.service, Operation: call.operation, Method: req.Method, Route: call.route,
			Status: call.status, Attempt: call.attempts, Duration: duration, RequestID: call.header(call.requestID), Err: class(err),
		})
	}
	return resp, err
}

// enter returns holding a slot, at a time when the service accepts requests.
func (g *gate) enter(ctx context.Context) error {
	call := callFrom(ctx)
	if err := g.pause.wait(ctx, call); err != nil {
		return err
	}
	if g.limiter != nil {
		call.waiting = "for its turn (requests_per_second)"
		if err := g.takeTurn(ctx); err != nil {
			return err
		}
	}
	for {
		if err := g.pause.wait(ctx, call); err != nil {
			return err
		}
		call.waiting = "for other requests to end (max_concurrent_requests)"
		select {
		case <-ctx.Done():
			return ctx.Err()
		case g.slots <- struct{}{}:
		}
		// Somebody may have been told to wait while this call queued.
		if ctx.Err() == nil && !g.pause.active() {
			return nil
		}
		<-g.slots
	}
}

// takeTurn waits as long as the rate asks for. One call at a time waits with a reservation, because the limiter takes back
// only the last one: of many who give up together, it would count all but that one as requests.
func (g *gate) takeTurn(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case g.turn <- struct{}{}:
	}
	defer func() { <-g.turn }()
	now := time.Now()
	r := g.limiter.ReserveN(now, 1)
	err := sleep(ctx, r.DelayFrom(now))
	if err != nil {
		r.Cancel()
	}
	return err
}

func (g *gate) attempt(req *http.Request, call *call) (*http.Response, error) {
	parent := req.Context()
	call.status, call.requestID, call.contentType, call.askedToWait = 0, "", "", false
	ctx, cancel := context.WithTimeout(parent, g.timeout)
	if begin, ok := parent.Value(attemptKey{}).(func(operation string) bool); ok && begin(call.operation) {
		cancel()
		ctx, cancel = outlive(parent, g.timeout)
	}
	defer cancel()
	var connected, wrote atomic.Bool // the hooks run on goroutines of the transport
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn:      func(string) { connected.Store(false) },
		GotConn:      func(httptrace.GotConnInfo) { connected.Store(true) },
		WroteHeaders: func() { wrote.Store(true) },
	})

	resp, err := g.base.RoundTrip(req.WithContext(ctx))
	var body []byte
	if resp != nil {
		g.clock.learn(resp.Header, time.Now())
		call.status = resp.StatusCode
		call.requestID, call.contentType = requestID(resp.Header), resp.Header.Get("Content-Type")
		wrote.Store(true)
		body, err = g.readBody(resp)
	}
	switch {
	case err == nil:
	case parent.Err() != nil:
		err = parent.Err()
	case ctx.Err() != nil:
		err = &timeoutError{limit: g.timeout, connected: connected.Load(), answered: resp != nil}
	case resp == nil && errors.Is(err, io.EOF):
		err = fmt.Errorf("the connection was closed before an answer came: %w", err)
	}
	// After a cancellation the hook may come too late: what has a connection may be writing.
	call.written = (wrote.Load() || connected.Load() && ctx.Err() != nil) && !IsTLSRefused(err)
	call.sent = call.sent || call.written
	call.judge(err)
	if resp == nil {
		return nil, err
	}
	if wait, ok := retryAfter(resp, time.Now()); ok {
		call.askedToWait, call.retryAfter = true, wait
		if wait <= maxRetryAfter {
			g.pause.extend(wait)
		}
	}
	// An answer outside 2xx says what happened even if the end of its body is missing.
	if success := resp.StatusCode >= 200 && resp.StatusCode <= 299; err != nil && (success || parent.Err() != nil) {
		return nil, err
	}
	if _, err := req.URL.Parse(resp.Header.Get("Location")); err != nil {
		resp.Header.Del("Location") // http.Client would put it into an error text
	}
	resp.Request = req
	resp.Body = &bufferedBody{Reader: bytes.NewReader(body), all: body}
	return resp, nil
}

// answerGrace is how long a request that makes something is still waited for after its caller was cancelled.
const answerGrace = 5 * time.Second

// outlive returns a context of an attempt that ends answerGrace after its parent was cancelled, and at once when the time of
// its parent is over: somebody who interrupts wants an end, but would rather have what is being made in state.
func outlive(parent context.Context, limit time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(parent), limit)
	stop := context.AfterFunc(parent, func() {
		if errors.Is(parent.Err(), context.Canceled) {
			_ = sleep(ctx, answerGrace)
		}
		cancel()
	})
	return ctx, func() {
		stop()
		cancel()
	}
}
