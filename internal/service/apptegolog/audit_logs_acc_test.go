package apptegolog_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const audit = "data.zerotrust_apptego_audit_logs.test"

func auditConfig(arguments string) string {
	return "data \"zerotrust_apptego_audit_logs\" \"test\" {\n" + arguments + "\n}\n"
}

func auditRows(n int) []mockapi.Object {
	rows := make([]mockapi.Object, n)
	for i := range rows {
		rows[i] = mockapi.Object{
			"event": i + 1, "user_id": "ann@example.com", "api_call": "config_update", "creation_time": 1700000000 + i, "successful": true,
			"raw_data": `{"version": "production", "name": "Root"}`,
		}
	}
	return rows
}

// read applies one data source and checks its state; the plan after it must be empty.
func read(t *testing.T, s *acctest.Services, config string, checks ...statecheck.StateCheck) {
	t.Helper()
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps:                    []resource.TestStep{{Config: s.Provider() + config, ConfigPlanChecks: acctest.Empty(), ConfigStateChecks: checks}},
	})
}

func refused(t *testing.T, s *acctest.Services, config, pattern string) {
	t.Helper()
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps:                    []resource.TestStep{{Config: s.Provider() + config, ExpectError: regexp.MustCompile(pattern)}},
	})
}

func at(address, name string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), value)
}

func TestAccAuditLogs_rows(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.SetAuditRows(append(auditRows(1), mockapi.Object{"event": 2, "api_call": "promote_config", "creation_time": 1700000001, "successful": false}))
	read(t, s, auditConfig(`
		from = "2023-11-14T22:13:20Z"
		to   = 1700000001`),
		at(audit, "truncated", knownvalue.Bool(false)),
		at(audit, "results", knownvalue.ListExact([]knownvalue.Check{
			knownvalue.ObjectExact(map[string]knownvalue.Check{
				"event": knownvalue.Int64Exact(2), "user_id": knownvalue.Null(), "api_call": knownvalue.StringExact("promote_config"),
				"creation_time": knownvalue.Int64Exact(1700000001), "successful": knownvalue.Bool(false),
			}),
			knownvalue.ObjectExact(map[string]knownvalue.Check{
				"event": knownvalue.Int64Exact(1), "user_id": knownvalue.StringExact("ann@example.com"), "api_call": knownvalue.StringExact("config_update"),
				"creation_time": knownvalue.Int64Exact(1700000000), "successful": knownvalue.Bool(true),
			}),
		})),
		at(audit, "raw_data", knownvalue.MapExact(map[string]knownvalue.Check{"1": knownvalue.StringExact(`{"name":"Root","version":"production"}`)})),
		statecheck.ExpectSensitiveValue(audit, tfjsonpath.New("raw_data")),
	)
	if body := s.Bodies("queryAuditLogs")[0]; body != `{"from":1700000000,"to":1700000001,"query":""}` {
		t.Errorf("the first request is %s", body)
	}
}

// TestAccAuditLogs_pages follows every page once, in each of the reads that a test makes.
func TestAccAuditLogs_pages(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.SetAuditRows(auditRows(120))
	read(t, s, auditConfig(`
		from = 0
		to   = 1800000000`),
		at(audit, "results", knownvalue.ListSizeExact(120)), at(audit, "truncated", knownvalue.Bool(false)))
	bodies := s.Bodies("queryAuditLogs")
	if len(bodies)%4 != 0 { // a short page is not the end: the empty one is
		t.Fatalf("%d requests", len(bodies))
	}
	for i, body := range bodies {
		want := []string{`"query":""}`, `"last_event":71}`, `"last_event":21}`, `"last_event":1}`}[i%4]
		if !strings.HasSuffix(body, want) {
			t.Errorf("request %d is %s, want %s", i, body, want)
		}
	}
}

func TestAccAuditLogs_truncated(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.SetAuditRows(auditRows(120))
	read(t, s, auditConfig(`
		from        = 0
		to          = 1800000000
		max_results = 60`),
		at(audit, "results", knownvalue.ListSizeExact(60)), at(audit, "truncated", knownvalue.Bool(true)))
	if got := s.Count("queryAuditLogs"); got%2 != 0 {
		t.Errorf("%d requests: the third page is not needed", got)
	}
}

// TestAccAuditLogs_continued reads a log in two pieces.
func TestAccAuditLogs_continued(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.SetAuditRows(auditRows(120))
	first := func(event int64) knownvalue.Check {
		return knownvalue.ListPartial(map[int]knownvalue.Check{0: knownvalue.ObjectPartial(map[string]knownvalue.Check{"event": knownvalue.Int64Exact(event)})})
	}
	read(t, s, `
		data "zerotrust_apptego_audit_logs" "newest" {
			from        = 0
			to          = 1800000000
			max_results = 70
		}
`+auditConfig(`
		from       = 0
		to         = 1800000000
		last_event = data.zerotrust_apptego_audit_logs.newest.next_last_event`),
		at("data.zerotrust_apptego_audit_logs.newest", "next_last_event", knownvalue.Int64Exact(51)),
		at(audit, "results", knownvalue.ListSizeExact(50)), at(audit, "results", first(50)), at(audit, "next_last_event", knownvalue.Null()))
}

func TestAccAuditLogs_query(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.SetAuditRows(append(auditRows(3), mockapi.Object{"event": 9, "user_id": "o'brien", "api_call": "config_update", "creation_time": 1700000001, "successful": true}))
	read(t, s, `
		variable "user" { default = "o'brien" }
	`+auditConfig(`
		from  = 0
		to    = 1800000000
		query = provider::zerotrust::audit_query([{ column = "user_id", operator = "=", value = var.user }, { column = "successful", operator = "=", value = true }])`),
		at(audit, "results", knownvalue.ListSizeExact(1)), at(audit, "query", knownvalue.StringExact("user_id = 'o''brien' AND successful = true")))
}

func TestAccAuditLogs_cursorThatDoesNotMove(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.SetAuditRows(auditRows(60))
	page := make([]any, 50)
	for i := range page {
		page[i] = mockapi.Object{"event": 100 - i, "user_id": nil, "api_call": "x", "creation_time": 1, "successful": true, "raw_data": nil}
	}
	s.Inject(mockapi.Fault{Operation: "queryAuditLogs", Tamper: func(mockapi.Object) mockapi.Object { return mockapi.Object{"results": page} }})
	refused(t, s, auditConfig("from = 0\nto = 1"), `(?s)Unable to Read Audit Logs.*same\s+page\s+again`)
}

func TestAccAuditLogs_failures(t *testing.T) {
	t.Parallel()
	valid := auditConfig("from = 0\nto = 1")
	for name, c := range map[string]struct {
		fault   mockapi.Fault
		config  string
		pattern string
	}{
		"query":     {mockapi.Fault{Operation: "none"}, auditConfig("from = 0\nto = 1\nquery = \"nonsense\""), `(?s)Unable to Read Audit Logs.*400.*want a\s+column`},
		"plan":      {mockapi.Fault{Operation: "queryAuditLogs", Status: 403}, valid, `(?s)Unable to Read Audit Logs.*Enterprise`},
		"page two":  {mockapi.Fault{Operation: "queryAuditLogs", Skip: 1, Status: 400}, auditConfig("from = 0\nto = 1800000000"), `(?s)Unable to Read Audit Logs.*400`},
		"not JSON":  {mockapi.Fault{Operation: "queryAuditLogs", Body: "<html>"}, valid, `(?s)Unable to Read Audit Logs.*web\s+page`},
		"truncated": {mockapi.Fault{Operation: "queryAuditLogs", TruncateBody: true, Times: 9}, valid, `(?s)Unable to Read Audit Logs.*ends\s+early`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			s.SetAuditRows(auditRows(60))
			s.Inject(c.fault)
			provider := s.Provider("provider:max_retries = 1")
			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: acctest.Factories(),
				Steps:                    []resource.TestStep{{Config: provider + c.config, ExpectError: regexp.MustCompile(c.pattern)}},
			})
		})
	}
}

func TestAccAuditLogs_retries(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.SetAuditRows(auditRows(60))
	s.Inject(mockapi.Fault{Operation: "queryAuditLogs", Status: 429, RetryAfter: "0", Times: 1})
	s.Inject(mockapi.Fault{Operation: "queryAuditLogs", Skip: 1, Status: 502, Times: 1})
	read(t, s, auditConfig("from = 0\nto = 1800000000"), at(audit, "results", knownvalue.ListSizeExact(60)))
}

func TestAccAuditLogs_validators(t *testing.T) {
	t.Parallel()
	acctest.Refused(t, `data "zerotrust_apptego_audit_logs"`, map[string][2]string{
		"no beginning": {`to = 1`, "error: Missing|required"},
		"no time":      {"from = 0\nto = \"yesterday\"", `(?s)Invalid Value.*to: "yesterday" is neither`},
		"milliseconds": {"from = 1700000000000\nto = 1", `(?s)Invalid Value.*milliseconds`},
		"reversed":     {"from = 5\nto = 4", `(?s)Invalid Range.*ends at 4`},
		"no results":   {"from = 0\nto = 1\nmax_results = 0", `(?s)max_results.*between 1 and 100000`},
		"another's":    {"from = 0\nto = 1\nevent_type = \"x\"", `(?s)Unsupported argument`},
	})
}

// TestAccAuditLogs_unknown reads once the range is known.
func TestAccAuditLogs_unknown(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.SetAuditRows(auditRows(2))
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{{
			Config: s.Provider() + "resource \"terraform_data\" \"end\" { input = \"1800000000\" }\n" + auditConfig(`
				from  = 0
				to    = terraform_data.end.output
				query = provider::zerotrust::audit_query([{ column = "event", operator = "<", value = terraform_data.end.output }])`),
			ConfigPlanChecks:  acctest.Empty(),
			ConfigStateChecks: []statecheck.StateCheck{at(audit, "results", knownvalue.ListSizeExact(2))},
		}},
	})
}
