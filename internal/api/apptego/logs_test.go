package apptego_test

import (
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

func startMock(t *testing.T) (*mockapi.Mock, *apptego.Client) {
	t.Helper()
	mock, err := mockapi.New(mockapi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(mock)
	t.Cleanup(func() {
		server.Close()
		for _, e := range mock.Violations() {
			t.Errorf("%s broke the contract: %s", e.Operation, e.Violation)
		}
	})
	client, err := apptego.New(apptego.Config{
		HTTP:     api.Config{Endpoint: mock.Endpoints(server.URL).AppTego, MaxRetries: 2, RetryWait: 1},
		TenantID: "tenant-1", TokenKey: "apptego-key", TokenSecret: "apptego-secret",
		WebSocketEndpoint: mock.Endpoints(server.URL).WebSocket,
	})
	if err != nil {
		t.Fatal(err)
	}
	return mock, client
}

func auditRows(n int) []mockapi.Object {
	rows := make([]mockapi.Object, n)
	for i := range rows {
		rows[i] = mockapi.Object{"event": i + 1, "user_id": "ann", "api_call": "config_update", "creation_time": 100, "successful": true}
	}
	return rows
}

func deviceRows(n int) []mockapi.Object {
	rows := make([]mockapi.Object, n)
	for i := range rows {
		rows[i] = mockapi.Object{"event_id": fmt.Sprintf("e%04d", i), "device_id": "d", "event_type": "root_detection", "timestamp": 100 + i/3}
	}
	return rows
}

func events(client *apptego.Client, t *testing.T) (found []int64, err error) {
	t.Helper()
	for row, err := range client.AuditLogs(t.Context(), apptego.AuditLogQuery{To: 200}) {
		if err != nil {
			return found, err
		}
		found = append(found, int64(row.Event))
	}
	return found, nil
}

func TestAuditLogs_pages(t *testing.T) {
	t.Parallel()
	for rows, requests := range map[int]int{0: 1, 1: 2, 49: 2, 50: 2, 51: 3, 120: 4, 500: 11} {
		mock, client := startMock(t)
		mock.SetAuditRows(auditRows(rows))
		found, err := events(client, t)
		if err != nil || len(found) != rows || !slices.IsSortedFunc(found, func(a, b int64) int { return int(b - a) }) || len(slices.Compact(slices.Clone(found))) != rows {
			t.Errorf("%d rows: %v, %v", rows, found, err)
		}
		if got := mock.Count("queryAuditLogs"); got != requests {
			t.Errorf("%d rows: %d requests, want %d", rows, got, requests)
		}
	}
}

// TestAuditLogs_inclusiveCursor: whether last_event belongs to the next page is not documented.
func TestAuditLogs_inclusiveCursor(t *testing.T) {
	t.Parallel()
	mock, client := startMock(t)
	mock.SetAuditRows(auditRows(60))
	mock.Inject(mockapi.Fault{Operation: "queryAuditLogs", Skip: 1, Tamper: func(answer mockapi.Object) mockapi.Object {
		again := mockapi.Object{"event": 11, "user_id": "ann", "api_call": "config_update", "creation_time": 100, "successful": true, "raw_data": nil}
		answer["results"] = append([]any{again}, answer["results"].([]any)...)
		return answer
	}})
	if found, err := events(client, t); err != nil || len(found) != 60 {
		t.Errorf("%d rows, %v; want 60, each once", len(found), err)
	}
}

// TestAuditLogs_shortPages: a page holds "up to 50" rows, so that one which holds fewer is not the last one.
func TestAuditLogs_shortPages(t *testing.T) {
	t.Parallel()
	mock, client := startMock(t)
	mock.SetAuditRows(auditRows(60))
	mock.Inject(mockapi.Fault{Operation: "queryAuditLogs", Tamper: func(answer mockapi.Object) mockapi.Object {
		rows := answer["results"].([]any)
		answer["results"] = rows[:min(7, len(rows))]
		return answer
	}})
	if found, err := events(client, t); err != nil || len(found) != 60 {
		t.Errorf("%d rows, %v; want 60", len(found), err)
	}
	if got := mock.Count("queryAuditLogs"); got != 10 { // 8 pages of 7, one of 4, none
		t.Errorf("%d requests, want 10", got)
	}
}

// TestAuditLogs_cursorThatIsIgnored: of a log that fits into one page everything is there, whatever the cursor does.
func TestAuditLogs_cursorThatIsIgnored(t *testing.T) {
	t.Parallel()
	mock, client := startMock(t)
	mock.SetAuditRows(auditRows(10))
	var first any
	mock.Inject(mockapi.Fault{Operation: "queryAuditLogs", Tamper: func(answer mockapi.Object) mockapi.Object {
		if first == nil {
			first = answer["results"]
		}
		answer["results"] = first
		return answer
	}})
	if found, err := events(client, t); err != nil || len(found) != 10 || mock.Count("queryAuditLogs") != 2 {
		t.Errorf("%d rows, %v, %d requests; want 10 and 2", len(found), err, mock.Count("queryAuditLogs"))
	}
}

// TestDeviceLogs_inclusiveCursor: the row that a cursor names may be the first of the next page, and the only one of the last.
func TestDeviceLogs_inclusiveCursor(t *testing.T) {
	t.Parallel()
	mock, client := startMock(t)
	mock.SetDeviceRows(deviceRows(120))
	var before []any
	mock.Inject(mockapi.Fault{Operation: "queryDeviceLogs", Tamper: func(answer mockapi.Object) mockapi.Object {
		rows := answer["results"].([]any)
		if len(before) > 0 {
			rows = append(before[len(before)-1:], rows...)
		}
		rows = rows[:min(50, len(rows))]
		before, answer["results"] = rows, rows
		return answer
	}})
	found := map[string]int{}
	for row, err := range client.DeviceLogs(t.Context(), apptego.DeviceLogQuery{}) {
		if err != nil {
			t.Fatal(err)
		}
		found[row.EventID]++
	}
	for id, times := range found {
		if times != 1 {
			t.Errorf("%s is there %d times", id, times)
		}
	}
}

// TestDeviceLogs_pagesOfAnyLength: as long as there is a cursor there may be rows, also after a short or an empty page. A
// cursor that stands still at its own row is the end.
func TestDeviceLogs_pagesOfAnyLength(t *testing.T) {
	t.Parallel()
	row := func(id string) string {
		return `{"event_id":"` + id + `","device_id":"d","event_type":"e","event_data":{},"timestamp":1}`
	}
	page := func(cursor string, rows ...string) reply {
		return reply{body: `{"results":[` + strings.Join(rows, ",") + `],"last_evaluated_key":"` + cursor + `"}`}
	}
	_, client := start(t, map[string][]reply{"/frontend/device_logs_query": {page("k1", row("a")), page("k2"), page("k3", row("a"), row("b")), page("k3", row("b"))}})
	var found []string
	for row, err := range client.DeviceLogs(t.Context(), apptego.DeviceLogQuery{}) {
		if err != nil {
			t.Error(err)
		}
		found = append(found, row.EventID)
	}
	if !slices.Equal(found, []string{"a", "b"}) {
		t.Errorf("found %v", found)
	}
}

// TestLogs_continued: whatever the number of rows that are taken at once, each row of a log comes once, in its order, also
// when the log grows meanwhile and pages are short.
func TestLogs_continued(t *testing.T) {
	t.Parallel()
	for _, taken := range []int{1, 7, 50, 60, 119, 120} {
		mock, client := startMock(t)
		mock.SetAuditRows(auditRows(120))
		mock.SetDeviceRows(deviceRows(120))
		var events, devices []string
		audit, device := apptego.AuditLogQuery{To: 200}, apptego.DeviceLogQuery{}
		for range 120/taken + 1 {
			rows := 0
			for row, err := range client.AuditLogs(t.Context(), audit) {
				if rows++; err != nil || rows > taken {
					break
				}
				events = append(events, fmt.Sprint(row.Event))
				last := int64(row.Event)
				audit.LastEvent = &last
			}
			rows = 0
			for row, err := range client.DeviceLogs(t.Context(), device) {
				if rows++; err != nil || rows > taken {
					break
				}
				devices = append(devices, row.EventID)
				device.LastEvaluatedKey = row.Next
			}
			mock.SetDeviceRows(append(deviceRows(120), mockapi.Object{"event_id": "new", "device_id": "d", "event_type": "e", "timestamp": 1000}))
		}
		for kind, found := range map[string][]string{"audit": events, "device": devices} {
			distinct := map[string]bool{}
			for _, id := range found {
				distinct[id] = true
			}
			if len(found) != 120 || len(distinct) != 120 || distinct["new"] {
				t.Errorf("%s, %d at once: %d rows, %d of them distinct", kind, taken, len(found), len(distinct))
			}
		}
	}
}

// TestDeviceLogs_rowOfTheCursorIsGone: to begin in another place would leave out rows, or repeat them.
func TestDeviceLogs_rowOfTheCursorIsGone(t *testing.T) {
	t.Parallel()
	mock, client := startMock(t)
	mock.SetDeviceRows(deviceRows(60))
	for _, err := range client.DeviceLogs(t.Context(), apptego.DeviceLogQuery{LastEvaluatedKey: "#event_id=gone"}) {
		if err == nil || !strings.Contains(err.Error(), "does not hold the row of the cursor") {
			t.Errorf("%v", err)
		}
	}
}

func TestAuditLogs_cursorThatDoesNotMove(t *testing.T) {
	t.Parallel()
	mock, client := startMock(t)
	mock.SetAuditRows(auditRows(120))
	var first any
	mock.Inject(mockapi.Fault{Operation: "queryAuditLogs", Tamper: func(answer mockapi.Object) mockapi.Object {
		if first == nil {
			first = answer["results"]
		}
		answer["results"] = first
		return answer
	}})
	found, err := events(client, t)
	if err == nil || !strings.Contains(err.Error(), "same page again") || len(found) != 50 {
		t.Errorf("%d rows, %v; want 50 and an error", len(found), err)
	}
	if got := mock.Count("queryAuditLogs"); got != 2 {
		t.Errorf("%d requests, want 2", got)
	}
}

func TestAuditLogs_stopsEarlyAndFails(t *testing.T) {
	t.Parallel()
	mock, client := startMock(t)
	mock.SetAuditRows(auditRows(120))
	for _, err := range client.AuditLogs(t.Context(), apptego.AuditLogQuery{To: 200}) {
		if err != nil {
			t.Error(err)
		}
		break
	}
	if got := mock.Count("queryAuditLogs"); got != 1 {
		t.Errorf("%d requests for one row, want 1", got)
	}
	mock.Inject(mockapi.Fault{Operation: "queryAuditLogs", Skip: 1, Status: 403})
	if found, err := events(client, t); !api.IsForbidden(err) || len(found) != 50 {
		t.Errorf("%d rows, %v; want 50 and 403 on page two", len(found), err)
	}
}

func TestDeviceLogs_pages(t *testing.T) {
	t.Parallel()
	for rows, requests := range map[int]int{0: 1, 49: 1, 50: 2, 51: 2, 120: 3, 500: 11} {
		mock, client := startMock(t)
		mock.SetDeviceRows(deviceRows(rows))
		seen := map[string]bool{}
		for row, err := range client.DeviceLogs(t.Context(), apptego.DeviceLogQuery{}) {
			if err != nil || seen[row.EventID] {
				t.Fatalf("%s: %v, seen already: %t", row.EventID, err, seen[row.EventID])
			}
			seen[row.EventID] = true
		}
		if len(seen) != rows || mock.Count("queryDeviceLogs") != requests {
			t.Errorf("%d rows: found %d with %d requests, want %d", rows, len(seen), mock.Count("queryDeviceLogs"), requests)
		}
	}
}

// TestDeviceLogs_cursorsThatRunInACircle: also one that stands still, if the pages are full.
func TestDeviceLogs_cursorsThatRunInACircle(t *testing.T) {
	t.Parallel()
	for _, length := range []int{1, 3} {
		mock, client := startMock(t)
		mock.SetDeviceRows(deviceRows(50))
		asked := 0
		mock.Inject(mockapi.Fault{Operation: "queryDeviceLogs", Tamper: func(answer mockapi.Object) mockapi.Object {
			answer["last_evaluated_key"] = fmt.Sprintf("2025-01-16 12:20:00.%03d+00", asked%length)
			asked++
			return answer
		}})
		var failure error
		for _, err := range client.DeviceLogs(t.Context(), apptego.DeviceLogQuery{}) {
			failure = errors.Join(failure, err)
		}
		if failure == nil || !strings.Contains(failure.Error(), "cursor") || asked != length+1 {
			t.Errorf("circle of %d: %d requests, %v", length, asked, failure)
		}
	}
}

func TestLogs_answersWithoutResults(t *testing.T) {
	t.Parallel()
	mock, client := startMock(t)
	mock.Inject(mockapi.Fault{ContentType: "application/json", Body: `{"rows": []}`})
	if _, err := events(client, t); err == nil || !strings.Contains(err.Error(), "no results") {
		t.Errorf("audit logs: %v", err)
	}
	for _, err := range client.DeviceLogs(t.Context(), apptego.DeviceLogQuery{}) {
		if err == nil || !strings.Contains(err.Error(), "no results") {
			t.Errorf("device logs: %v", err)
		}
	}
	if _, err := client.CreateWebSocketTicket(t.Context()); err == nil || !strings.Contains(err.Error(), "no ticket") {
		t.Errorf("ticket: %v", err)
	}
}

func TestWebSocketTicket(t *testing.T) {
	t.Parallel()
	mock, client := startMock(t)
	mock.Inject(mockapi.Fault{Operation: "createWebSocketTicket", Status: 502, Times: 1})
	first, err := client.CreateWebSocketTicket(t.Context())
	if err != nil || first == "" {
		t.Fatal(err)
	}
	second, err := client.CreateWebSocketTicket(t.Context())
	if err != nil || second == first {
		t.Errorf("two tickets are equal, or %v", err)
	}
	if body := string(mock.Journal()[0].Body); body != "{}" {
		t.Errorf("the body is %s, want {}", body)
	}
}

func TestSecurityDashboard(t *testing.T) {
	t.Parallel()
	mock, client := startMock(t)
	mock.SetDeviceRows([]mockapi.Object{{"event_id": "1", "device_id": "d", "event_type": "root_detection", "country": "US", "timestamp": 100}})
	dashboard, err := client.GetSecurityDashboard(t.Context())
	if err != nil || dashboard.NumberOfActiveDevices != 1 || len(dashboard.EventLocations) != 1 || dashboard.EventLocations[0].Name != "US : 1" {
		t.Errorf("%+v, %v", dashboard, err)
	}
}
