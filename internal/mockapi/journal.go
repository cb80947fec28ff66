package mockapi

import (
	"net/http"
	"net/url"
	"time"
)

// Entry is one request as a service saw it.
type Entry struct {
	Seq     int // counts from 1, in order of arrival
	Time    time.Time
	Service string // "edge", "apptego", "gate"; "" when the path belongs to none

	Operation string // operationId of the contract; "" for an unknown route
	Method    string
	Route     string // path template of the contract; "" for an unknown route
	Path      string // as sent, still escaped
	Query     url.Values
	Header    http.Header
	Body      []byte

	Status    int // 0 while the request is worked on, and when the connection was reset
	RequestID string
	Violation string // what of the contract the request broke; "" for a sound request
	Fault     string // the injected fault that hit the request
	Committed bool   // the request changed the state of the service
}

// Journal returns every request since the start or the last ResetJournal, in order of arrival. A request is in it as
// soon as its body has been read.
func (m *Mock) Journal() []Entry {
	m.mu.Lock()
	defer m.mu.Unlock()
	entries := make([]Entry, len(m.journal))
	for i, e := range m.journal {
		entries[i] = *e
	}
	return entries
}

// ResetJournal empties the journal; counting goes on.
func (m *Mock) ResetJournal() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.journal = nil
}

// Violations returns the requests that broke the contract.
func (m *Mock) Violations() []Entry {
	var broken []Entry
	for _, e := range m.Journal() {
		if e.Violation != "" {
			broken = append(broken, e)
		}
	}
	return broken
}

// Count returns how often an operation was requested.
func (m *Mock) Count(operation string) int {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := 0
	for _, e := range m.journal {
		if e.Operation == operation {
			n++
		}
	}
	return n
}

// note changes the journal entry of a call.
func (m *Mock) note(c *call, change func(*Entry)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	change(c.entry)
}
