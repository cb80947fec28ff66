package apptegolog_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const device = "data.zerotrust_apptego_device_logs.test"

func deviceConfig(arguments string) string {
	return "data \"zerotrust_apptego_device_logs\" \"test\" {\n" + arguments + "\n}\n"
}

func deviceRows(n int) []mockapi.Object {
	rows := make([]mockapi.Object, n)
	for i := range rows {
		rows[i] = mockapi.Object{
			"event_id": fmt.Sprintf("evt-%03d", i), "device_id": "dev-uuid-5678", "event_type": "root_detection", "timestamp": 1700000000 + i,
			"event_data": mockapi.Object{"os_version": "14", "model": "Pixel 8"}, "ip_address": "203.0.113.50", "country": "US",
		}
	}
	return rows
}

func TestAccDeviceLogs_rows(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.SetDeviceRows(append(deviceRows(1), mockapi.Object{"event_id": "old", "device_id": "dev-1", "event_type": "hooking_detection", "timestamp": 1600000000, "ip_address": nil}))
	read(t, s, deviceConfig(""),
		at(device, "truncated", knownvalue.Bool(false)),
		at(device, "results", knownvalue.ListExact([]knownvalue.Check{
			knownvalue.ObjectExact(map[string]knownvalue.Check{
				"event_id": knownvalue.StringExact("evt-000"), "device_id": knownvalue.StringExact("dev-uuid-5678"), "event_type": knownvalue.StringExact("root_detection"),
				"event_data": knownvalue.StringExact(`{"model":"Pixel 8","os_version":"14"}`), "ip_address": knownvalue.StringExact("203.0.113.50"),
				"country": knownvalue.StringExact("US"), "timestamp": knownvalue.Int64Exact(1700000000),
			}),
			knownvalue.ObjectExact(map[string]knownvalue.Check{
				"event_id": knownvalue.StringExact("old"), "device_id": knownvalue.StringExact("dev-1"), "event_type": knownvalue.StringExact("hooking_detection"),
				"event_data": knownvalue.Null(), "ip_address": knownvalue.Null(), "country": knownvalue.Null(), "timestamp": knownvalue.Int64Exact(1600000000),
			}),
		})))
	if body := s.Bodies("queryDeviceLogs")[0]; body != `{}` {
		t.Errorf("a read without arguments sends %s", body)
	}
}

func TestAccDeviceLogs_filters(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.SetDeviceRows(append(deviceRows(2), mockapi.Object{"event_id": "other", "device_id": "dev-1", "event_type": "hooking_detection", "timestamp": 1700000000, "country": "US"}))
	read(t, s, deviceConfig(`
		from       = "2023-11-14T22:13:20Z"
		to         = "1700000000"
		event_type = "root_detection"
		device_id  = "uuid-56"
		query      = "country = 'US' AND event_data CONTAINS 'Pixel'"`),
		at(device, "results", knownvalue.ListExact([]knownvalue.Check{
			knownvalue.ObjectPartial(map[string]knownvalue.Check{"event_id": knownvalue.StringExact("evt-000")}),
		})))
	want := `{"from":1700000000,"to":1700000000,"event_type":"root_detection","device_id":"uuid-56","query":"country = 'US' AND event_data CONTAINS 'Pixel'"}`
	if body := s.Bodies("queryDeviceLogs")[0]; body != want {
		t.Errorf("the request is %s, want %s", body, want)
	}
}

func TestAccDeviceLogs_pages(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.SetDeviceRows(deviceRows(120))
	read(t, s, deviceConfig("max_results = 120"), at(device, "results", knownvalue.ListSizeExact(120)), at(device, "truncated", knownvalue.Bool(false)))
	bodies := s.Bodies("queryDeviceLogs")
	if len(bodies)%3 != 0 {
		t.Fatalf("%d requests, want three for each read", len(bodies))
	}
	seen := map[string]int{}
	for _, body := range bodies {
		seen[body]++
	}
	if len(seen) != 3 {
		t.Errorf("the requests are %v, want three different ones", seen)
	}
}

// TestAccDeviceLogs_continued reads a log in two pieces, of which the first ends within a page.
func TestAccDeviceLogs_continued(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.SetDeviceRows(deviceRows(120))
	first := knownvalue.ListPartial(map[int]knownvalue.Check{0: knownvalue.ObjectPartial(map[string]knownvalue.Check{"event_id": knownvalue.StringExact("evt-049")})})
	read(t, s, `
		data "zerotrust_apptego_device_logs" "newest" {
			max_results = 70
		}
`+deviceConfig(`
		last_evaluated_key = data.zerotrust_apptego_device_logs.newest.next_last_evaluated_key`),
		at("data.zerotrust_apptego_device_logs.newest", "next_last_evaluated_key", knownvalue.StringRegexp(regexp.MustCompile(`#event_id=evt-050$`))),
		at(device, "results", knownvalue.ListSizeExact(50)), at(device, "results", first), at(device, "next_last_evaluated_key", knownvalue.Null()))
}

func TestAccDeviceLogs_cursorThatDoesNotMove(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.SetDeviceRows(deviceRows(60))
	s.Inject(mockapi.Fault{Operation: "queryDeviceLogs", Tamper: func(answer mockapi.Object) mockapi.Object {
		answer["last_evaluated_key"] = "2025-01-16 12:20:00.000+00"
		return answer
	}})
	refused(t, s, deviceConfig(""), `(?s)Unable to Read Device Logs.*cursor`)
}

func TestAccDeviceLogs_validators(t *testing.T) {
	t.Parallel()
	acctest.Refused(t, `data "zerotrust_apptego_device_logs"`, map[string][2]string{
		"query":      {`query = "` + strings.Repeat("é", 2001) + `"`, `(?s)query.*at most 2000`},
		"event_type": {`event_type = ""`, `(?s)event_type.*at least 1`},
		"device_id":  {`device_id = ""`, `(?s)device_id.*at least 1`},
		"range":      {"from = 5\nto = 4", `(?s)Invalid Range`},
	})
}

// TestAccDeviceLogs_longQuery: the limit counts characters, not bytes.
func TestAccDeviceLogs_longQuery(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	read(t, s, deviceConfig(`query = "`+strings.Repeat("é", 2000)+`"`), at(device, "results", knownvalue.ListExact(nil)))
}
