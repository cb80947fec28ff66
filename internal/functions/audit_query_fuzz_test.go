package functions_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"testing"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func floatOf(n int64) *big.Float { return new(big.Float).SetInt64(n) }

func fraction() *big.Float { return big.NewFloat(1.5) }

// FuzzAuditQuery_valueStaysValue asks the imitation of the service, which parses the query by the contract's grammar: a
// condition on a value finds the rows of that value and no other, whatever the value holds.
func FuzzAuditQuery_valueStaysValue(f *testing.F) {
	for _, hostile := range []string{
		"ann@example.com", "", " ", "'", "''", "'''", "' OR '1'='1", "') OR (successful = true", "x' AND successful = false --",
		"' IS NULL OR user_id IS NOT NULL OR user_id = '", "%", "_", `\`, `\'`, `\\'`, `a\b`, "a\nb", "NULL", "true", "1", "é’ʼ＇", "\u2028' OR 1=1",
		"x') UNION SELECT", "AND", "/* */", "'; DROP TABLE audit", "'+'", "'||'",
	} {
		f.Add(hostile)
	}
	mock, err := mockapi.New(mockapi.Options{})
	if err != nil {
		f.Fatal(err)
	}
	server := httptest.NewServer(mock)
	f.Cleanup(server.Close)
	endpoint := mock.Endpoints(server.URL).AppTego
	f.Fuzz(func(t *testing.T, value string) {
		if !utf8.ValidString(value) {
			t.Skip("no text that a CLI hands in")
		}
		mock.SetAuditRows([]mockapi.Object{
			{"event": 1, "user_id": value, "api_call": "config_update", "creation_time": 100, "successful": true},
			{"event": 2, "user_id": value, "api_call": "config_update", "creation_time": 100, "successful": false},
			{"event": 3, "user_id": value + "x", "api_call": "config_update", "creation_time": 100, "successful": true},
			{"event": 4, "api_call": "config_update", "creation_time": 100, "successful": true},
		})
		for _, operator := range []string{"=", "IN"} {
			first := condition("user_id", operator, types.StringValue(value))
			if operator == "IN" {
				first = object(map[string]attr.Value{
					"column": text("user_id"), "operator": text("IN"), "values": tuple(text("somebody"), text(value)),
				})
			}
			built, refused := query(t, first, condition("successful", "=", types.BoolValue(true)))
			if refused != "" {
				continue
			}
			if got := ask(t, endpoint, built); len(got) != 1 || got[0] != 1 {
				t.Errorf("%s: the query %q for the value %q finds the events %v, want 1", operator, built, value, got)
			}
		}
		if built, refused := query(t, condition("user_id", "!=", types.StringValue(value)), condition("successful", "=", types.BoolValue(true))); refused == "" {
			if got := ask(t, endpoint, built); len(got) != 1 || got[0] != 3 {
				t.Errorf("the query %q for other values than %q finds the events %v, want 3", built, value, got)
			}
		}
		mock.ResetJournal()
	})
}

// ask sends a query as any HTTP client would and returns the events of the answer.
func ask(t *testing.T, endpoint, query string) []int {
	t.Helper()
	body, err := json.Marshal(map[string]any{"from": 0, "to": 200, "query": query})
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, endpoint+"/frontend/audit_logs_query", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+base64.StdEncoding.EncodeToString([]byte("apptego-key:apptego-secret")))
	req.Header.Set("Tenant", "tenant-1")
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	var answer struct {
		Error   string `json:"error"`
		Results []struct {
			Event int `json:"event"`
		} `json:"results"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		t.Fatalf("the query %q is answered with %d: %s", query, resp.StatusCode, answer.Error)
	}
	events := make([]int, len(answer.Results))
	for i, row := range answer.Results {
		events[i] = row.Event
	}
	return events
}
