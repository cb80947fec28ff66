package provider_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestLog_oneLinePerRequest: what the provider itself logs are its requests, one line each, and of these nothing but what
// the list below allows.
func TestLog_oneLinePerRequest(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	ctx := tflogtest.RootLogger(t.Context(), &log)
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, "zerotrust_policy", "")
	acctest.Quiet(t, l.Apply(ctx, `{"name":"of the policy","description":"canary"}`))
	s.Inject(mockapi.Fault{Operation: "getPolicy", Status: 502, Times: 1})
	acctest.Quiet(t, l.Refresh(ctx))
	acctest.Quiet(t, l.Apply(ctx, ""))

	lines, err := tflogtest.MultilineJSONDecode(&log)
	if err != nil {
		t.Fatal(err)
	}
	lines = slices.DeleteFunc(lines, func(line map[string]any) bool { // once, since this test has no working directory
		return line["@message"] == "No intent records are kept: there is no data directory of the CLI here."
	})
	journal := s.Journal()
	if len(lines) != len(journal) {
		t.Fatalf("%d lines for %d requests", len(lines), len(journal))
	}
	allowed := []string{"@level", "@message", "@module", "@timestamp", "attempt", "duration_ms", "error", "method", "operation", "request_id", "route", "service", "status"}
	for i, line := range lines {
		for name := range line {
			// The framework adds these to every line; they hold no values of the configuration.
			if !slices.Contains(allowed, name) && !strings.HasPrefix(name, "tf_") && name != "@caller" {
				t.Errorf("line %d has the field %s", i, name)
			}
		}
		e := journal[i]
		for name, want := range map[string]any{
			"@level": "debug", "@message": "API request", "service": "Lacework Edge", "operation": e.Operation, "method": e.Method, "route": e.Route,
			"status": float64(e.Status), "request_id": e.RequestID, "error": "",
		} {
			if line[name] != want {
				t.Errorf("line %d: %s is %v, want %v", i, name, line[name], want)
			}
		}
	}
	attempts := map[any]bool{}
	for _, line := range lines {
		if line["operation"] == "getPolicy" {
			attempts[line["attempt"]] = true
		}
	}
	if !attempts[float64(1)] || !attempts[float64(2)] {
		t.Errorf("the attempts of the repeated read are %v", attempts)
	}
}
