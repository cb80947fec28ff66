package mockapi_test

import (
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestAuditQueries(t *testing.T) {
	t.Parallel()
	row := object{
		"event": 42, "user_id": nil, "api_call": "config_update", "creation_time": 1700000000, "successful": true,
		"raw_data": `{"name":"it's"}`,
	}
	for query, want := range map[string]string{
		"":                                          "yes",
		"  ":                                        "yes",
		"event = 42":                                "yes",
		"event != 42":                               "no",
		"event <> 41":                               "yes",
		"event > 41 and event < 43":                 "yes",
		"event >= 42 AND event <= 42":               "yes",
		"event > -1":                                "yes",
		"successful = true":                         "yes",
		"successful = FALSE":                        "no",
		"successful != false":                       "yes",
		"api_call = 'config_update'":                "yes",
		"api_call = 'Config_update'":                "no",
		"api_call > 'config'":                       "yes",
		"api_call LIKE 'config%'":                   "yes",
		"api_call like '%_pdat_'":                   "yes",
		"api_call LIKE 'update'":                    "no",
		"api_call LIKE '%%'":                        "yes",
		"api_call NOT LIKE 'config%'":               "no",
		"api_call CONTAINS 'g_u'":                   "yes",
		"event CONTAINS '4'":                        "yes",
		"raw_data CONTAINS 'it''s'":                 "yes",
		"event IN (1, 42)":                          "yes",
		"event IN (1)":                              "no",
		"api_call IN ('a','config_update')":         "yes",
		"user_id IS NULL":                           "yes",
		"user_id IS NOT NULL":                       "no",
		"api_call IS NULL":                          "no",
		"user_id = 'x'":                             "unknown",
		"NOT user_id = 'x'":                         "unknown",
		"user_id NOT LIKE 'x'":                      "unknown",
		"user_id IN ('x')":                          "unknown",
		"user_id = 'x' OR event = 42":               "yes",
		"user_id = 'x' AND event = 41":              "no",
		"NOT event = 41":                            "yes",
		"NOT (event = 42 OR event = 41)":            "no",
		"event = 41 OR event = 42 AND event = 42":   "yes",
		"event = 42 OR event = 41 AND event = 41":   "yes",
		"(event = 42 OR event = 41) AND event = 41": "no",
		"NOT event = 41 AND event = 41":             "no",
	} {
		matches, err := mockapi.ParseQuery(query, false)
		if err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		if got := matches(row); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
}

func TestQueriesThatDoNotParse(t *testing.T) {
	t.Parallel()
	for _, query := range []string{
		"event", "event =", "event = 'x'", "event = true", "successful = 1", "successful > false", "api_call = 1",
		"api_call = config", "EVENT = 1", "nothing = 1", "event = 1 AND", "event = 1 event = 2", "(event = 1", "event = 1)",
		"event IN ()", "event IN (1", "event IN 1", "event IS 1", "event NOT 1", "event NOT IN (1)", "api_call LIKE 1",
		"api_call = 'x", "event ~ 1", "NOT", "NOT NOT event = 1", "AND event = 1", "é = 1", "1 = event", "event = 9999999999999999999",
		strings.Repeat("(", 500) + "event = 1" + strings.Repeat(")", 500),
	} {
		if _, err := mockapi.ParseQuery(query, false); err == nil {
			t.Errorf("%s: parsed", query)
		}
	}
}

func TestDeviceQueries(t *testing.T) {
	t.Parallel()
	row := object{
		"event_id": "e", "device_id": "d", "event_type": "root", "event_data": object{"model": "Pixel 8"}, "country": "US",
		"created_at": 1700000000,
	}
	for query, want := range map[string]string{
		"event_data CONTAINS 'Pixel'":                   "yes",
		`event_data LIKE '%"model":"Pixel%'`:            "yes",
		"created_at = 1700000000":                       "yes",
		"created_at > '2023-11-14'":                     "yes",
		"created_at = '2023-11-14T22:13:20Z'":           "yes",
		"created_at <= '2023-11-14 22:13:20.000+00'":    "yes",
		"created_at < '2023-11-14 22:13:20'":            "no",
		"ip_address IS NULL AND country IN ('US','DE')": "yes",
	} {
		matches, err := mockapi.ParseQuery(query, true)
		if err != nil {
			t.Errorf("%s: %v", query, err)
			continue
		}
		if got := matches(row); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
	if _, err := mockapi.ParseQuery("created_at > 'soon'", true); err == nil {
		t.Error("'soon' is a time")
	}
}

func FuzzParseQuery(f *testing.F) {
	f.Add("api_call CONTAINS 'config' AND successful = true")
	f.Fuzz(func(t *testing.T, query string) {
		matches, err := mockapi.ParseQuery(query, false)
		if err == nil {
			matches(object{"event": 1})
		}
	})
}
