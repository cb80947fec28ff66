package edge_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
)

// TestStatus_isReadInEveryForm: samples of the vendor show names where the reference has numbers.
func TestStatus_isReadInEveryForm(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]edge.Status{
		`1`: edge.StatusInit, `"2"`: edge.StatusActive, `"ACTIVE"`: edge.StatusActive, `"INIT"`: edge.StatusInit, `3.0`: edge.StatusSuspended,
		`"SUSPENDED"`: edge.StatusSuspended, `4`: edge.StatusDeleted, `"DELETED"`: edge.StatusDeleted, `0`: 0, `null`: 0, `17`: 17,
	} {
		var got edge.Status
		if err := json.Unmarshal([]byte(text), &got); err != nil || got != want {
			t.Errorf("%s is %d, %v", text, got, err)
		}
	}
	for _, text := range []string{`"active"`, `"GONE"`, `""`, `true`, `{}`, `[]`, `1.5`, `"1.5"`} {
		var got edge.Status
		if err := json.Unmarshal([]byte(text), &got); err == nil || !strings.Contains(err.Error(), "neither a number nor one of INIT, ACTIVE, SUSPENDED, DELETED") {
			t.Errorf("%s is %d, %v", text, got, err)
		}
	}
}

func TestStatus_names(t *testing.T) {
	t.Parallel()
	for i, name := range edge.StatusNames() {
		if edge.StatusOf(name) != edge.Status(i+1) || edge.StatusOf(name).Name() != name {
			t.Errorf("%s is %d, which is %s", name, edge.StatusOf(name), edge.StatusOf(name).Name())
		}
	}
	for status, name := range map[edge.Status]string{0: "", 4: "DELETED", 5: "5", -1: "-1"} {
		if got := status.Name(); got != name {
			t.Errorf("the name of %d is %q", status, got)
		}
	}
	if got := edge.StatusOf("active"); got != 0 {
		t.Errorf("an unknown name is %d", got)
	}
}

// TestDecode_numbersInEveryForm: 64-bit integers come as numbers or as strings.
func TestDecode_numbersInEveryForm(t *testing.T) {
	t.Parallel()
	want := edge.App{
		UUID: "a", Port: 443, TCPPorts: nil, Status: edge.StatusActive, DataSource: "1", CreateTime: 1795299621367,
		TCPPortRanges: []edge.PortRange{{Start: 1, End: 2}}, RefDisplayNames: map[string]string{"a": "b"},
	}
	for _, text := range []string{
		`{"uuid":"a","port":443,"status":2,"data_source":1,"create_time":1795299621367,"tcp_port_ranges":[{"start":1,"end":2}],"ref_display_names":{"a":"b"}}`,
		`{"uuid":"a","port":"443","status":"ACTIVE","data_source":"1","create_time":"1795299621367","tcp_port_ranges":[{"start":"1","end":"2"}],"ref_display_names":{"a":"b"}}`,
		`{"uuid":"a","port":443.0,"status":"2","data_source":1,"create_time":1.795299621367e12,"tcp_port_ranges":[{"start":1,"end":2}],"ref_display_names":{"a":"b"},"tags":null,"new_field":{"x":[1]}}`,
	} {
		var got edge.App
		if err := json.Unmarshal([]byte(text), &got); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s is\n  %+v, %v, want\n  %+v", text, got, err, want)
		}
	}
}

// TestDecode_wrongTypes: the message names the field, so that a change of the service can be reported.
func TestDecode_wrongTypes(t *testing.T) {
	t.Parallel()
	for answer, says := range map[string]string{
		`{"uuid":"` + id + `","port":"https"}`:                 `field "port" of the answer`,
		`{"uuid":"` + id + `","port":1.5}`:                     `field "port" of the answer`,
		`{"uuid":["x"]}`:                                       `field "uuid" of the answer`,
		`{"uuid":"` + id + `","tags":"a"}`:                     `field "tags" of the answer`,
		`{"uuid":"` + id + `","tcp_port_ranges":[{"end":{}}]}`: `field "tcp_port_ranges.end" of the answer`,
		`{"uuid":"` + id + `"`:                                 `is not the JSON that was expected`,
		``:                                                     `is not the JSON`,
		`<html>`:                                               `is not the JSON`,
	} {
		s := start(t, map[string][]reply{readApp: {{body: answer + " "}}})
		_, err := s.client().Apps.Get(t.Context(), id)
		if err == nil || !strings.Contains(err.Error(), says) && !strings.Contains(err.Error(), "no body") {
			t.Errorf("%s: %v, want %s", answer, err, says)
		}
	}
}

// FuzzDecode: whatever the service answers, a client type reads it or says why not; and what it has read, it writes so
// that it reads the same again.
func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{}`, `null`, `[]`, `{"uuid":"a","status":"ACTIVE","data_source":301,"create_time":"12"}`, `{"status":{"status":{}}}`,
		`{"app_filter":{"include_any":[{"all":["a:b"]},null]},"mitm_settings":null,"constraints":{"a":"b"}}`,
		`{"tcp_port_ranges":[{"start":1,"end":"2"}],"ref_matches":[{"ref":"r","tags":["t"]}]}`, `{"create_time":1e400}`, `{"status":"\ud800"}`,
		`{"app_list":["a"],"end_time":-1,"revoked_user_list":[],"status":9223372036854775807}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		roundTrip[edge.App](t, data)
		roundTrip[edge.Access](t, data)
		roundTrip[edge.Policy](t, data)
		roundTrip[edge.Workflow](t, data)
	})
}

func roundTrip[T any](t *testing.T, data []byte) {
	t.Helper()
	var first, second T
	if json.Unmarshal(data, &first) != nil {
		return
	}
	text, err := json.Marshal(first)
	if err != nil {
		t.Fatalf("%s was read and cannot be written: %v", data, err)
	}
	if err := json.Unmarshal(text, &second); err != nil {
		t.Fatalf("%s was written and cannot be read: %v", text, err)
	}
	if again, _ := json.Marshal(second); string(again) != string(text) {
		t.Errorf("%s became %s", text, again)
	}
}
