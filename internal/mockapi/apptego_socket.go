package mockapi

import (
	"net/http"
	"time"

	"github.com/coder/websocket"
)

// socketPath is where AppTego's WebSocket is served. The vendor gives each tenant an address of its own.
const socketPath = "/notifications"

// OperationWebSocket is how the journal and faults name the opening of the WebSocket, which is no operation of the contract.
const OperationWebSocket = "openWebSocket"

// ticketLifetime is the contract's ticket-lifetime-seconds.
const ticketLifetime = 30 * time.Second

// SocketSession is what one connection to the WebSocket hears.
type SocketSession struct {
	Messages []Object // in this order, each as one text frame
	// Break ends the connection without a word after the messages, Close with the code "going away". Else it stays open, and
	// silent, until the client leaves.
	Break, Close bool
}

// SetSocketSessions decides what the next connections to the WebSocket hear, one after the other. Further ones hear nothing.
func (m *Mock) SetSocketSessions(sessions ...SocketSession) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sessions = sessions
}

// serveSocket opens the WebSocket for a ticket that was issued, has not ended, and was not used.
func (m *Mock) serveSocket(w http.ResponseWriter, r *http.Request) {
	c := &call{service: m.appTego, request: r, query: r.URL.Query(), route: &route{operation: OperationWebSocket, method: http.MethodGet, path: socketPath}}
	c.entry = &Entry{
		Time: m.opts.Clock(), Service: m.appTego.name, Operation: OperationWebSocket, Method: r.Method, Route: socketPath,
		Path: r.URL.EscapedPath(), Query: r.URL.Query(), Header: r.Header.Clone(),
	}
	m.record(c.entry)
	switch f := m.takeFault(c); {
	case f == nil:
	case f.ResetBefore, f.ResetAfter:
		reset(w)
		return
	case f.replaces():
		m.write(w, c, f.answer(), f)
		return
	}
	session, admitted := m.useTicket(c.query.Get("ticket"), c.query.Get("tenant"))
	if !admitted {
		m.write(w, c, refuse(http.StatusUnauthorized, "the ticket is not valid"), nil)
		return
	}
	m.note(c, func(e *Entry) { e.Status = http.StatusSwitchingProtocols })
	conn, err := websocket.Accept(w, r, nil)
	if err != nil {
		return // it has answered
	}
	defer func() { _ = conn.CloseNow() }()
	for _, message := range session.Messages {
		if conn.Write(r.Context(), websocket.MessageText, encode(message)) != nil {
			return
		}
	}
	switch {
	case session.Break:
	case session.Close:
		_ = conn.Close(websocket.StatusGoingAway, "")
	default:
		_, _, _ = conn.Read(r.Context()) // until the client leaves: it has nothing to say
	}
}

// useTicket uses a ticket up, and says what its connection hears.
func (m *Mock) useTicket(ticket, tenant string) (session SocketSession, admitted bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	end, issued := m.state.Tickets[ticket]
	delete(m.state.Tickets, ticket)
	if !issued || m.opts.Clock().After(end) || tenant != m.opts.TenantID {
		return session, false
	}
	if len(m.sessions) > 0 {
		session, m.sessions = m.sessions[0], m.sessions[1:]
	}
	return session, true
}
