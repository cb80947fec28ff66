// Package mockapi imitates Lacework Edge, AppTego and Zequenze GATE in memory: servers with a memory, written from the
// contracts alone and strict about them. They share nothing with the API clients of this module, so that a mistake in
// a client cannot hide behind the same mistake here.
package mockapi

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Mock is the three services. It is an http.Handler that serves each below its own prefix: /edge, /apptego, /gate.
type Mock struct {
	opts                Options
	edge, appTego, gate *service
	kinds               map[string]*edgeObject

	mu       sync.Mutex // guards everything below
	state    *state
	journal  []*Entry
	seq      int
	faults   []*armedFault
	sessions []SocketSession // of the connections to come
}

// A service is one of the three APIs.
type service struct {
	name     string
	base     string // part of every path that belongs to the address and not to the contract
	routes   *routeTable
	handlers map[string]handler // by operationId
	// admit checks the credentials of a routed request. Status 0 admits it.
	admit func(*call) answer
	// problem is the body of an error answer.
	problem func(text string, fields map[string][]string) any
	// tooLarge refuses a body by its size, before anything in it is looked at.
	tooLarge func(*call) *violation
	enabled  bool // candidate operations are served
}

// A call is one request on its way through a service.
type call struct {
	service *service
	request *http.Request
	route   *route
	params  map[string]string
	query   url.Values
	raw     []byte
	body    Object
	entry   *Entry
}

// A handler does the work of one operation. It runs with the state locked.
type handler func(*call) answer

// An answer is what a service says.
type answer struct {
	status      int
	body        Object // of a success
	problem     string // of a refusal
	fields      map[string][]string
	violation   string
	literal     []byte
	contentType string
	retryAfter  string
	allow       string
	changed     bool // the state is another one now
}

func refuse(status int, format string, args ...any) answer {
	return answer{status: status, problem: fmt.Sprintf(format, args...)}
}

// New starts the three services, empty.
func New(o Options) (*Mock, error) {
	o = o.withDefaults()
	docs, err := loadContracts()
	if err != nil {
		return nil, err
	}
	m := &Mock{opts: o, state: newState(o.Seed)}
	if m.edge, err = m.newEdge(docs.edge); err != nil {
		return nil, err
	}
	if m.appTego, err = m.newAppTego(docs.appTego); err != nil {
		return nil, err
	}
	if m.gate, err = m.newGate(docs.gate); err != nil {
		return nil, err
	}
	for operation := range o.Routes {
		if !slices.ContainsFunc([]*service{m.edge, m.appTego, m.gate}, func(s *service) bool {
			return slices.ContainsFunc(s.routes.routes, func(r *route) bool { return r.operation == operation })
		}) {
			return nil, fmt.Errorf("moving a route: no contract has an operation %q", operation)
		}
	}
	return m, nil
}

// ServeHTTP serves all three services.
func (m *Mock) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, s := range []*service{m.edge, m.appTego, m.gate} {
		if rest, ok := strings.CutPrefix(r.URL.EscapedPath(), "/"+s.name); ok && strings.HasPrefix(rest, "/") {
			m.serve(s, rest, w, r)
			return
		}
	}
	m.serve(m.nobody(), r.URL.EscapedPath(), w, r)
}

// alone serves one service without its prefix.
func (m *Mock) alone(s *service) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m.serve(s, r.URL.EscapedPath(), w, r)
	})
}

// nobody answers for paths that belong to no service, so that a wrong base address shows in the journal.
func (m *Mock) nobody() *service {
	return &service{routes: &routeTable{}, problem: func(text string, _ map[string][]string) any {
		return Object{"message": text}
	}}
}

func (m *Mock) serve(s *service, path string, w http.ResponseWriter, r *http.Request) {
	if s == m.appTego && path == socketPath {
		m.serveSocket(w, r)
		return
	}
	ctx := r.Context()
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		panic(http.ErrAbortHandler) // the client broke off in the middle of its request
	}
	c, broke := m.arrive(s, path, r, raw)
	if !wait(ctx, m.opts.Latency) {
		return
	}
	if r.Method == http.MethodOptions && m.opts.AnswersOptions && broke.allow != "" {
		m.write(w, c, answer{status: http.StatusNoContent, allow: broke.allow}, nil)
		return
	}
	if refusal := m.admit(c, broke); refusal.status != 0 {
		m.write(w, c, refusal, nil)
		return
	}
	f := m.takeFault(c)
	if f == nil {
		m.write(w, c, m.work(c), nil)
		return
	}
	if !wait(ctx, f.Delay) {
		return
	}
	switch {
	case f.ExpireSession:
		m.write(w, c, m.dropSession(c), nil)
		return
	case f.ResetBefore:
		reset(w)
		return
	case f.replaces() && !f.CommitFirst:
		m.write(w, c, f.answer(), f)
		return
	}
	a := m.work(c)
	if !wait(ctx, f.DelayAfter) {
		return
	}
	if f.ResetAfter {
		reset(w)
		return
	}
	if f.replaces() {
		a = f.answer()
	}
	m.write(w, c, a, f)
}

// arrive routes a request and writes it into the journal, with what it breaks of the contract.
func (m *Mock) arrive(s *service, path string, r *http.Request, raw []byte) (*call, answer) {
	c := &call{service: s, request: r, raw: raw, query: r.URL.Query()}
	entry := &Entry{
		Time: m.opts.Clock(), Service: s.name, Method: r.Method, Path: r.URL.EscapedPath(),
		Query: r.URL.Query(), Header: r.Header.Clone(), Body: bytes.Clone(raw),
	}
	c.entry = entry
	broke := c.resolve(path)
	entry.Violation = broke.violation
	if c.route != nil {
		entry.Operation, entry.Route = c.route.operation, c.route.path
	}
	m.record(entry)
	return c, broke
}

// record writes an entry into the journal.
func (m *Mock) record(entry *Entry) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.seq++
	m.state.Counters["requests"]++
	entry.Seq = m.seq
	entry.RequestID = fmt.Sprintf("req-%06d", m.state.Counters["requests"])
	m.journal = append(m.journal, entry)
}

// resolve finds the operation of a call and compares the call with the contract. Status 0 means that it is sound.
func (c *call) resolve(path string) answer {
	path, based := strings.CutPrefix(path, c.service.base)
	if !based {
		path = "" // no route has it
	}
	r, params, methods := c.service.routes.find(c.request.Method, path)
	c.route, c.params = r, params
	switch {
	case r != nil && r.candidate && !c.service.enabled:
		a := refuse(http.StatusNotFound, "no such route: %s %s", c.request.Method, c.request.URL.Path)
		a.violation = "the contract has " + r.method + " " + r.path + " only as a candidate operation"
		return a
	case r == nil && len(methods) > 0:
		slices.Sort(methods)
		a := refuse(http.StatusMethodNotAllowed, "method %s is not allowed here", c.request.Method)
		a.allow = strings.Join(methods, ", ")
		a.violation = "the contract has " + a.allow + " and no " + c.request.Method + " on this path"
		return a
	case r == nil:
		a := refuse(http.StatusNotFound, "no such route: %s %s", c.request.Method, c.request.URL.Path)
		a.violation = "the contract has no such path"
		return a
	}
	var v *violation
	if c.service.tooLarge != nil {
		v = c.service.tooLarge(c)
	}
	if v == nil {
		c.body, v = r.check(c.request, c.raw, params)
	}
	if v == nil {
		return answer{}
	}
	return answer{status: v.status, problem: v.text, fields: v.fields, violation: v.text}
}

// admit says why a call is not worked on. Credentials come first: who is not known learns nothing about the contract.
func (m *Mock) admit(c *call, broke answer) answer {
	if c.route == nil || c.route.candidate && !c.service.enabled {
		return broke
	}
	m.mu.Lock()
	refusal := c.service.admit(c)
	m.mu.Unlock()
	switch {
	case refusal.status != 0:
		return refusal
	case broke.status != 0:
		return broke
	case c.service.handlers[c.route.operation] == nil:
		return refuse(http.StatusNotImplemented, "%s is not part of this imitation", c.route.operation)
	}
	return answer{}
}

func (m *Mock) work(c *call) answer {
	a := m.locked(c)
	if a.changed {
		m.opts.OnChange()
	}
	return a
}

func (m *Mock) locked(c *call) answer {
	m.mu.Lock()
	defer m.mu.Unlock()
	a := c.service.handlers[c.route.operation](c)
	c.entry.Committed = a.changed
	return a
}

// write sends an answer and completes the journal entry.
func (m *Mock) write(w http.ResponseWriter, c *call, a answer, f *Fault) {
	contentType, payload := "application/json", a.literal
	switch {
	case a.literal != nil:
		contentType = a.contentType
	case a.status/100 != 2:
		payload = encode(c.service.problem(a.problem, a.fields))
	case a.body != nil:
		if f != nil && f.Tamper != nil {
			a.body = f.Tamper(clone(a.body))
		}
		payload = encode(a.body)
	}
	m.note(c, func(e *Entry) {
		e.Status = a.status
		if a.violation != "" {
			e.Violation = a.violation
		}
	})
	h := w.Header()
	h.Set("X-Request-Id", c.entry.RequestID)
	if a.retryAfter != "" {
		h.Set("Retry-After", a.retryAfter)
	}
	if a.allow != "" {
		h.Set("Allow", a.allow)
	}
	if a.status == http.StatusNoContent {
		w.WriteHeader(a.status)
		return
	}
	h.Set("Content-Type", contentType)
	h.Set("Content-Length", strconv.Itoa(len(payload)))
	w.WriteHeader(a.status)
	if f != nil && f.TruncateBody {
		payload = payload[:len(payload)/2] // the server closes the connection when the handler has written too little
	}
	_, _ = w.Write(payload)
}

func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return []byte(`{"message":"the answer cannot be encoded"}`) // only a Tamper can bring this about
	}
	return b.Bytes()
}
