package apptego_test

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/apptego"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func progress(text string) mockapi.Object {
	return mockapi.Object{"type": "build_progress", "start_time": 1700000000, "version": "production", "platform": "android", "status_message": text}
}

func complete(success bool) mockapi.Object {
	return mockapi.Object{"type": "build_complete", "start_time": 1700000000, "version": "production", "platform": "android", "success": success}
}

// listen returns what is heard until a build has ended, and how often the connection was lost.
func listen(ctx context.Context, client *apptego.Client) (heard []string, lost []error, err error) {
	err = client.ListenForBuilds(ctx, func(m apptego.BuildMessage) bool {
		heard = append(heard, m.StatusMessage)
		return m.Type != apptego.BuildComplete
	}, func(err error) { lost = append(lost, err) })
	return heard, lost, err
}

// tickets returns the tickets with which connections were opened.
func tickets(mock *mockapi.Mock) (used []string) {
	for _, e := range mock.Journal() {
		if e.Operation == mockapi.OperationWebSocket {
			used = append(used, e.Query.Get("ticket"))
		}
	}
	return used
}

// TestListenForBuilds: whatever happens to the connection, it is opened again with another ticket, and no error holds one.
func TestListenForBuilds(t *testing.T) {
	t.Parallel()
	first, last := mockapi.SocketSession{Messages: []mockapi.Object{progress("one")}}, mockapi.SocketSession{Messages: []mockapi.Object{progress("two"), complete(true)}}
	broken, closed := first, first
	broken.Break, closed.Close = true, true
	socket := func(f mockapi.Fault) *mockapi.Fault { f.Operation = mockapi.OperationWebSocket; return &f }
	usedTicket := func(times int) *mockapi.Fault {
		return &mockapi.Fault{Operation: "createWebSocketTicket", Times: times, Tamper: func(answer mockapi.Object) mockapi.Object {
			answer["ticket"] = "a-ticket-that-was-used"
			return answer
		}}
	}
	others := last
	others.Messages = slices.Concat([]mockapi.Object{
		{"type": "support_ticket", "ticket_id": "t", "update_type": "new_comment", "data": mockapi.Object{"text": strings.Repeat("x", 100000)}},
		{"type": "library_build"}, {"no": "type"}, {"type": "build_progress", "start_time": "soon"},
	}, others.Messages)
	for name, c := range map[string]struct {
		sessions []mockapi.SocketSession
		fault    *mockapi.Fault
		heard    string
		lost     string // in the error of each loss
		tickets  int
		fails    string
	}{
		"messages":                {sessions: []mockapi.SocketSession{last}, heard: "two ", tickets: 1},
		"messages of other kinds": {sessions: []mockapi.SocketSession{others}, heard: "two ", tickets: 1},
		"a broken connection":     {sessions: []mockapi.SocketSession{broken, broken, broken, broken, last}, heard: "one one one one two ", lost: "it broke", tickets: 5},
		"a closed connection":     {sessions: []mockapi.SocketSession{closed, last}, heard: "one two ", lost: "closed it with the code 1001", tickets: 2},
		"a used ticket":           {sessions: []mockapi.SocketSession{last}, fault: usedTicket(1), heard: "two ", lost: "refused the ticket (401 Unauthorized)", tickets: 2},
		"no ticket is good":       {fault: usedTicket(0), lost: "refused the ticket", tickets: 3, fails: "refused the ticket (401 Unauthorized)"},
		"trouble that passes":     {sessions: []mockapi.SocketSession{last}, fault: socket(mockapi.Fault{Status: 503, Times: 2}), heard: "two ", lost: "503", tickets: 3},
		"a reset":                 {sessions: []mockapi.SocketSession{last}, fault: socket(mockapi.Fault{ResetBefore: true, Times: 1}), heard: "two ", lost: "no connection", tickets: 2},
		"trouble that stays":      {fault: socket(mockapi.Fault{Status: 503}), lost: "503", tickets: 3, fails: "503 Service Unavailable and no connection"},
		"no such path":            {fault: socket(mockapi.Fault{Status: 404}), tickets: 1, fails: "404 Not Found and no connection: check apptego.websocket_endpoint"},
		"a redirect":              {fault: socket(mockapi.Fault{Status: 302}), tickets: 1, fails: "302 Found and no connection"},
		"no ticket":               {fault: &mockapi.Fault{Operation: "createWebSocketTicket", Status: 403}, fails: "403"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			mock, client := startMock(t)
			mock.SetSocketSessions(c.sessions...)
			if c.fault != nil {
				mock.Inject(*c.fault)
			}
			heard, lost, err := listen(t.Context(), client)
			if got := strings.Join(heard, " "); got != c.heard {
				t.Errorf("heard %q, want %q", got, c.heard)
			}
			if (err == nil) != (c.fails == "") || err != nil && !strings.Contains(err.Error(), c.fails) {
				t.Errorf("%v, want %q", err, c.fails)
			}
			used := tickets(mock)
			if len(used) != c.tickets || c.fault == nil && len(slices.Compact(slices.Sorted(slices.Values(used)))) != c.tickets {
				t.Errorf("the tickets are %q, want %d of them", used, c.tickets)
			}
			for _, loss := range lost {
				if !strings.Contains(loss.Error(), c.lost) {
					t.Errorf("lost for %v, want %q", loss, c.lost)
				}
			}
			for _, secret := range append(used, "apptego-secret", "ticket=") {
				if all := fmt.Sprint(lost, err); strings.Contains(all, secret) {
					t.Errorf("an error holds %q: %s", secret, all)
				}
			}
		})
	}
}

// TestListenForBuilds_ends: the end of the context ends the silence, with its cause.
func TestListenForBuilds_ends(t *testing.T) {
	t.Parallel()
	mock, client := startMock(t)
	mock.SetSocketSessions(mockapi.SocketSession{Messages: []mockapi.Object{progress("one")}})
	ctx, cancel := context.WithCancelCause(t.Context())
	over := errors.Join(errors.New("enough"), context.Canceled)
	err := client.ListenForBuilds(ctx, func(apptego.BuildMessage) bool { cancel(over); return true }, func(err error) { t.Errorf("lost: %v", err) })
	if !errors.Is(err, over) {
		t.Errorf("%v", err)
	}
}

// TestListenForBuilds_redacts: a service that repeats a ticket does not bring it into a message.
func TestListenForBuilds_redacts(t *testing.T) {
	t.Parallel()
	_, probe := startMock(t)
	ticket, err := probe.CreateWebSocketTicket(t.Context()) // the first one of each mock
	if err != nil {
		t.Fatal(err)
	}
	mock, client := startMock(t)
	mock.SetSocketSessions(mockapi.SocketSession{Messages: []mockapi.Object{progress("for " + ticket.Value()), complete(true)}})
	heard, _, err := listen(t.Context(), client)
	if err != nil || heard[0] != "for [redacted]" || tickets(mock)[0] != ticket.Value() {
		t.Errorf("%q, %v", heard, err)
	}
}

// TestWebSocketURL: the endpoint is used as it is.
func TestWebSocketURL(t *testing.T) {
	t.Parallel()
	for endpoint, want := range map[string]string{
		"wss://push.example.com":                  "wss://push.example.com?ticket=t+%2F&tenant=a%26b",
		"wss://push.example.com:8443/a%2Fb/?v=1&": "wss://push.example.com:8443/a%2Fb/?v=1&&ticket=t+%2F&tenant=a%26b",
		"ws://127.0.0.1/socket":                   "ws://127.0.0.1/socket?ticket=t+%2F&tenant=a%26b",
		"":                                        "",
	} {
		client, err := apptego.New(apptego.Config{HTTP: api.Config{Endpoint: "https://app.example.com"}, TenantID: "a&b", WebSocketEndpoint: endpoint})
		if err != nil {
			t.Fatal(err)
		}
		got, err := client.WebSocketURL("t /")
		if got.Value() != want || (err == nil) != (want != "") || want == "" && !errors.Is(err, apptego.ErrNoWebSocketEndpoint) {
			t.Errorf("%s: %q, %v; want %q", endpoint, got.Value(), err, want)
		}
	}
	if _, err := apptego.New(apptego.Config{HTTP: api.Config{Endpoint: "https://app.example.com"}, WebSocketEndpoint: "ws://push.example.com"}); err == nil || !strings.Contains(err.Error(), "websocket_endpoint: the endpoint must begin with \"wss://\"") {
		t.Errorf("plain: %v", err)
	}
}

// TestListenForBuilds_unreachable: the address that is named by nobody holds the ticket.
func TestListenForBuilds_unreachable(t *testing.T) {
	t.Parallel()
	mock, err := mockapi.New(mockapi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	server, gone := httptest.NewServer(mock), httptest.NewServer(nil)
	t.Cleanup(server.Close)
	gone.Close()
	client, err := apptego.New(apptego.Config{
		HTTP: api.Config{Endpoint: mock.Endpoints(server.URL).AppTego, RetryWait: 1}, TenantID: "tenant-1", TokenKey: "apptego-key", TokenSecret: "apptego-secret",
		WebSocketEndpoint: mock.Endpoints(gone.URL).WebSocket,
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := listen(t.Context(), client); err == nil || !strings.Contains(err.Error(), "no connection to the WebSocket endpoint: dial tcp") || strings.Contains(err.Error(), "ticket") {
		t.Errorf("%v", err)
	}
}
