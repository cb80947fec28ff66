package mockapi_test

import (
	"net/http"
	"net/url"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestWebSocket: a ticket opens the WebSocket of its tenant once, within its lifetime, and each connection hears its own.
func TestWebSocket(t *testing.T) {
	t.Parallel()
	var now atomic.Int64
	f := start(t, mockapi.Options{Clock: func() time.Time { return time.Unix(now.Load(), 0) }})
	f.mock.SetSocketSessions(mockapi.SocketSession{Messages: []mockapi.Object{{"type": "build_progress"}}, Close: true}, mockapi.SocketSession{Break: true})
	ticket := func() string {
		return f.appTego.do(200, "POST", "/ws-ticket", object{})["ticket"].(string)
	}
	open := func(ticket, tenant string) (*websocket.Conn, int) {
		t.Helper()
		at := f.mock.Endpoints(f.url).WebSocket + "?" + url.Values{"ticket": {ticket}, "tenant": {tenant}}.Encode()
		conn, resp, err := websocket.Dial(t.Context(), at, nil)
		if resp == nil {
			t.Fatal(err)
		}
		if resp.Body != nil {
			_ = resp.Body.Close()
		}
		return conn, resp.StatusCode
	}
	first := ticket()
	conn, status := open(first, "tenant-1")
	if status != http.StatusSwitchingProtocols {
		t.Fatalf("status %d", status)
	}
	if _, text, err := conn.Read(t.Context()); err != nil || string(text) != "{\"type\":\"build_progress\"}\n" {
		t.Errorf("%s, %v", text, err)
	}
	if _, _, err := conn.Read(t.Context()); websocket.CloseStatus(err) != websocket.StatusGoingAway {
		t.Errorf("%v", err)
	}
	second := ticket()
	for name, c := range map[string][2]string{"used": {first, "tenant-1"}, "unknown": {"x", "tenant-1"}, "none": {"", "tenant-1"}} {
		if _, status := open(c[0], c[1]); status != http.StatusUnauthorized {
			t.Errorf("%s: status %d", name, status)
		}
	}
	conn, _ = open(second, "tenant-1")
	if _, _, err := conn.Read(t.Context()); err == nil || websocket.CloseStatus(err) != -1 {
		t.Errorf("the connection does not break: %v", err)
	}
	if _, status := open(ticket(), "tenant-2"); status != http.StatusUnauthorized {
		t.Errorf("another tenant: status %d", status)
	}
	late := ticket()
	now.Add(31)
	if _, status := open(late, "tenant-1"); status != http.StatusUnauthorized {
		t.Errorf("an ended ticket: status %d", status)
	}
}
