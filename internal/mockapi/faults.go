package mockapi

import (
	"context"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Fault makes requests fail. It hits requests that were routed, carry valid credentials and keep to the contract, so
// that a fault never hides what is wrong with the client. A request is hit by one fault at most: the first injected
// that applies.
type Fault struct {
	Operation string // operationId; "" or "*" is any
	ID        string // only requests whose path or body names this id; "" is any
	Skip      int    // let that many matching requests pass first
	Times     int    // hit that many requests; 0 is for ever

	// Status is answered instead of doing the work. The body is the service's own error form, or Body.
	Status     int
	RetryAfter string // value of the Retry-After header

	// Body and ContentType are answered literally, with Status (0: 200). ContentType defaults to text/html.
	ContentType, Body string

	// Echo makes the Body from the request that is hit, for services that repeat what they are sent. It is called with
	// the Mock locked.
	Echo func(request Entry) string

	CommitFirst   bool // do the work, then answer Status
	TruncateBody  bool // a right Content-Length and half a body
	ExpireSession bool // the credential of this request is not accepted any more; the request gets 401

	// ResetBefore and ResetAfter reset the TCP connection before or after the work. Go's own HTTP client repeats a GET
	// by itself when the reset hits a connection that it has used before.
	ResetBefore, ResetAfter bool

	// Delay is waited before the work, DelayAfter after it. Both end when the client goes away, Delay without work.
	Delay, DelayAfter time.Duration

	// Tamper changes the decoded answer to a request that succeeded.
	Tamper func(Object) Object
}

type armedFault struct {
	Fault
	skipped, hits int
}

// Inject adds a fault.
func (m *Mock) Inject(f Fault) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.faults = append(m.faults, &armedFault{Fault: f})
}

// ClearFaults removes all faults.
func (m *Mock) ClearFaults() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.faults = nil
}

// takeFault returns the fault that hits a call, or nil.
func (m *Mock) takeFault(c *call) *Fault {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, f := range m.faults {
		if f.Times > 0 && f.hits >= f.Times || !f.applies(c) {
			continue
		}
		if f.skipped < f.Skip {
			f.skipped++
			continue
		}
		f.hits++
		c.entry.Fault = f.name()
		return f.to(*c.entry)
	}
	return nil
}

func (f *Fault) applies(c *call) bool {
	if f.Operation != "" && f.Operation != "*" && f.Operation != c.route.operation {
		return false
	}
	if f.ID == "" {
		return true
	}
	for _, value := range c.params {
		if value == f.ID {
			return true
		}
	}
	return names(c.body, f.ID)
}

// names says whether a string of v is id. An AppTego object may also be named by "<version>/<config_id>".
func names(v any, id string) bool {
	switch v := v.(type) {
	case string:
		return v != "" && (v == id || strings.HasSuffix(id, "/"+v))
	case map[string]any:
		for _, e := range v {
			if names(e, id) {
				return true
			}
		}
	case []any:
		return slices.ContainsFunc(v, func(e any) bool { return names(e, id) })
	}
	return false
}

// replaces says whether the fault answers in place of the service.
func (f *Fault) replaces() bool { return f.Status != 0 || f.Body != "" || f.Echo != nil }

// to is the fault as it answers one request.
func (f *Fault) to(request Entry) *Fault {
	if f.Echo == nil {
		return f
	}
	own := *f
	own.Body = f.Echo(request)
	return &own
}

// answer is what the fault says instead of the service.
func (f *Fault) answer() answer {
	a := answer{status: f.Status, retryAfter: f.RetryAfter}
	if a.status == 0 {
		a.status = http.StatusOK
	}
	if f.Body == "" {
		a.problem = "injected fault: " + http.StatusText(a.status)
		return a
	}
	a.literal, a.contentType = []byte(f.Body), f.ContentType
	if a.contentType == "" {
		a.contentType = "text/html; charset=utf-8"
	}
	return a
}

func (f *Fault) name() string {
	var parts []string
	add := func(on bool, text string) {
		if on {
			parts = append(parts, text)
		}
	}
	add(f.Delay > 0, "delay "+f.Delay.String())
	add(f.ExpireSession, "session expired")
	add(f.ResetBefore, "reset before")
	add(f.CommitFirst, "commit first")
	add(f.DelayAfter > 0, "delay after "+f.DelayAfter.String())
	add(f.ResetAfter, "reset after")
	add(f.replaces(), "status "+strconv.Itoa(f.answer().status))
	add(f.Tamper != nil, "tampered")
	add(f.TruncateBody, "truncated")
	return strings.Join(parts, ", ")
}

// wait returns false when the client went away first.
func wait(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// reset ends the connection so that the client reads "connection reset by peer" and not a clean end.
func reset(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // HTTP/2: the server resets the stream
	}
	inner := conn
	if wrapped, ok := conn.(interface{ NetConn() net.Conn }); ok {
		inner = wrapped.NetConn()
	}
	if tcp, ok := inner.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
	_ = inner.Close()
}
