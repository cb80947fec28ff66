package connectionlog_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const address = "zerotrust_device_app_connection_log.test"

const minimal = `
  device_id       = "DEV-001"
  application_id  = "APP-001"
  connection_type = "established"
  status          = "success"
  timestamp       = "2024-01-15T14:30:25Z"`

const full = minimal + `
  ip_address = "192.0.2.105"
  user_agent = "MobileApp/2.1.0 (iOS 17.0)"
  duration   = 12.5
  metadata = {
    location        = "Building A"
    network_type    = "WiFi"
    session_id      = "sess_abc"
    protocol        = "HTTPS"
    signal_strength = -45
    badge           = { floor = 2, doors = ["a", "b"] }
  }
  triggers = { build = "1" }`

func config(arguments string) string {
	return "resource \"zerotrust_device_app_connection_log\" \"test\" {" + arguments + "\n}\n"
}

func at(name string, value knownvalue.Check) statecheck.StateCheck {
	return statecheck.ExpectKnownValue(address, tfjsonpath.New(name), value)
}

func test(t *testing.T, steps ...resource.TestStep) {
	t.Helper()
	resource.Test(t, resource.TestCase{ProtoV6ProviderFactories: acctest.Factories(), Steps: steps})
}

func replaces() resource.ConfigPlanChecks {
	return acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionDestroyBeforeCreate))
}

func TestAccConnectionLog_minimalFullMinimal(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	test(t,
		resource.TestStep{
			Config: s.Provider() + config(minimal), ConfigPlanChecks: acctest.Empty(),
			ConfigStateChecks: []statecheck.StateCheck{
				at("id", knownvalue.StringExact("10000")), at("created_at", knownvalue.NotNull()), at("form", knownvalue.StringExact("flat")),
				at("metadata", knownvalue.Null()), at("triggers", knownvalue.Null()), at("raw", knownvalue.Null()),
			},
		},
		resource.TestStep{
			Config: s.Provider() + config(full), ConfigPlanChecks: replaces(),
			ConfigStateChecks: []statecheck.StateCheck{at("id", knownvalue.StringExact("10001")), at("duration", knownvalue.Float64Exact(12.5))},
		},
		resource.TestStep{
			Config: s.Provider() + config(minimal), ConfigPlanChecks: replaces(),
			ConfigStateChecks: []statecheck.StateCheck{at("id", knownvalue.StringExact("10002")), at("duration", knownvalue.Null())},
		},
	)
	if got := len(s.Objects(mockapi.KindConnectionLog)); got != 3 {
		t.Errorf("%d entries in the log, want 3: destroying forgets", got)
	}
	want := `{"device_id":"DEV-001","application_id":"APP-001","connection_type":"established","timestamp":"2024-01-15T14:30:25Z","status":"success"}`
	if bodies := s.Bodies("createDeviceAppConnectionLog"); bodies[0] != want || bodies[2] != want {
		t.Errorf("the minimal requests are %s and %s", bodies[0], bodies[2])
	}
}

// TestAccConnectionLog_replaced changes one argument at a time.
func TestAccConnectionLog_replaced(t *testing.T) {
	t.Parallel()
	for name, change := range map[string][2]string{
		"device_id":       {`"DEV-001"`, `"DEV-002"`},
		"application_id":  {`"APP-001"`, `"APP-002"`},
		"connection_type": {`"established"`, `"terminated"`},
		"status":          {`"success"`, `"failure"`},
		"timestamp":       {`14:30:25Z`, `14:30:26Z`},
		"ip_address":      {`192.0.2.105`, `192.0.2.106`},
		"user_agent":      {`2.1.0`, `2.1.1`},
		"duration":        {`12.5`, `13`},
		"metadata":        {`-45`, `-46`},
		"triggers":        {`build = "1"`, `build = "2"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			l := s.Lifecycle(t, "zerotrust_device_app_connection_log", "")
			before := `{"device_id":"DEV-001","application_id":"APP-001","connection_type":"established","status":"success","timestamp":"2024-01-15T14:30:25Z",
				"ip_address":"192.0.2.105","user_agent":"2.1.0","duration":12.5,"metadata":{"signal_strength":-45},"triggers":{"build":"1"},"form":"flat"}`
			after := strings.Replace(before, change[0], change[1], 1)
			if name == "triggers" {
				after = strings.Replace(before, `"build":"1"`, `"build":"2"`, 1)
			}
			acctest.Quiet(t, l.Apply(t.Context(), before))
			plan := l.Plan(t.Context(), after)
			if after == before || len(plan.RequiresReplace) != 1 || !strings.Contains(plan.RequiresReplace[0].String(), name) {
				t.Errorf("the plan replaces because of %v, want %s", plan.RequiresReplace, name)
			}
		})
	}
}

func TestAccConnectionLog_enveloped(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	test(t,
		resource.TestStep{
			Config: s.Provider() + config(`
				form             = "enveloped"
				device_id        = "dev_12345"
				application_id   = "app_67890"
				connection_type  = "wifi"
				status           = "connected"
				timestamp        = "2024-01-15T11:30:00+01:00"
				ip_address       = "192.0.2.100"
				data_transferred = 1024
				metadata         = { signal_strength = -45 }`),
			ConfigPlanChecks:  acctest.Empty(),
			ConfigStateChecks: []statecheck.StateCheck{at("id", knownvalue.StringRegexp(regexp.MustCompile("^log_"))), at("created_at", knownvalue.NotNull())},
		},
		resource.TestStep{
			Config: s.Provider() + config(`
				form           = "enveloped"
				device_id      = "dev_12345"
				application_id = "app_67890"
				timestamp      = "2024-01-15T10:30:00Z"`),
			ConfigPlanChecks: replaces(),
		},
	)
	want := `{"data":"{\"device_id\":\"dev_12345\",\"app_id\":\"app_67890\",\"connection_type\":\"wifi\",\"connection_status\":\"connected\",\"timestamp\":\"2024-01-15T10:30:00Z\",` +
		`\"ip_address\":\"192.0.2.100\",\"signal_strength\":-45,\"data_transferred\":1024}"}`
	if got := s.Bodies("createDeviceAppConnectionLog")[0]; got != want {
		t.Errorf("the request is %s, want %s", got, want)
	}
}

// TestAccConnectionLog_raw sends fields that no argument has, in both forms.
func TestAccConnectionLog_raw(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	test(t,
		resource.TestStep{
			Config: s.Provider() + config(`
				form = "enveloped"
				raw  = jsonencode({ network_name = "<Office>", network_type = "wi", network_security = "opn" })`),
			ConfigPlanChecks: acctest.Empty(), ConfigStateChecks: []statecheck.StateCheck{at("device_id", knownvalue.Null())},
		},
		resource.TestStep{
			Config: s.Provider() + config(`
				raw = jsonencode({ device_id = "d", application_id = "a", connection_type = "established", status = "success", timestamp = "2024-01-15T10:30:00Z", bssid = "x" })`),
			ConfigPlanChecks: replaces(), ConfigStateChecks: []statecheck.StateCheck{at("id", knownvalue.StringExact("10001"))},
		},
	)
	bodies := s.Bodies("createDeviceAppConnectionLog")
	if want := `{"data":"{\"network_name\":\"\u003cOffice\u003e\",\"network_security\":\"opn\",\"network_type\":\"wi\"}"}`; strings.ReplaceAll(bodies[0], `\\u00`, `\u00`) != want {
		t.Errorf("the enveloped request is %s, want %s", bodies[0], want)
	}
	if want := `"bssid":"x"`; !strings.Contains(bodies[1], want) {
		t.Errorf("the flat request is %s, want %s in it", bodies[1], want)
	}
}

func TestAccConnectionLog_triggers(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	step := func(build string, checks resource.ConfigPlanChecks) resource.TestStep {
		return resource.TestStep{Config: s.Provider() + config(minimal+"\n  triggers = { build = "+build+" }"), ConfigPlanChecks: checks}
	}
	test(t, step(`"1"`, acctest.Empty()), step(`"1"`, acctest.EmptyAfter(plancheck.ExpectEmptyPlan())), step(`"2"`, replaces()))
	if got := s.Count("createDeviceAppConnectionLog"); got != 2 {
		t.Errorf("%d requests, want 2", got)
	}
}

// TestAccConnectionLog_sentOnce: what says nothing about the event, or says the same in another way, sends nothing.
func TestAccConnectionLog_sentOnce(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	update := acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate))
	test(t,
		resource.TestStep{Config: s.Provider() + config(minimal+"\n  metadata = { badge = \"7\", none = null }"), ConfigPlanChecks: acctest.Empty()},
		resource.TestStep{Config: s.Provider() + config(minimal+"\n  metadata = tomap({ badge = \"7\" })"), ConfigPlanChecks: update},
		resource.TestStep{Config: s.Provider() + config(minimal+"\n  metadata = tomap({ badge = \"7\" })\n  at_least_once = true"), ConfigPlanChecks: update},
		resource.TestStep{Config: s.Provider() + config(minimal+"\n  metadata = { badge = 7 }\n  at_least_once = true"), ConfigPlanChecks: replaces()},
	)
	bodies := s.Bodies("createDeviceAppConnectionLog")
	if len(bodies) != 2 || !strings.Contains(bodies[0], `"metadata":{"badge":"7"}`) || !strings.Contains(bodies[1], `"metadata":{"badge":7}`) {
		t.Errorf("the requests are %q", bodies)
	}
}

// TestAccConnectionLog_stays: what became of the entry cannot be read, so state is kept, and nothing is asked.
func TestAccConnectionLog_stays(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	test(t,
		resource.TestStep{Config: s.Provider() + config(minimal), ConfigPlanChecks: acctest.Empty()},
		resource.TestStep{
			PreConfig: func() {
				if err := s.Remove(mockapi.KindConnectionLog, "10000"); err != nil {
					t.Error(err)
				}
				s.ResetJournal()
			},
			Config: s.Provider() + config(minimal), ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectEmptyPlan()),
		},
	)
	if got := s.Operations(); len(got) != 0 {
		t.Errorf("refreshing and destroying made the requests %v", got)
	}
}

func TestConnectionLog_destroySaysSo(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, "zerotrust_device_app_connection_log", "")
	acctest.Quiet(t, l.Apply(t.Context(), body))
	if got := acctest.TextOf(t, l.IdentityAttributes(t.Context())["id"]); got != "10000" {
		t.Errorf("the identity is %q", got)
	}
	acctest.Quiet(t, l.Refresh(t.Context()))
	acctest.Says(t, l.Apply(t.Context(), ""), "warning: Connection Event Stays in the Log: ", "the event 10000", "append-only")
	if l.Attributes() != nil || len(s.Objects(mockapi.KindConnectionLog)) != 1 {
		t.Error("it is still in state, or no longer in the log")
	}
}

const body = `{"device_id":"DEV-001","application_id":"APP-001","connection_type":"established","status":"success","timestamp":"2024-01-15T14:30:25Z","form":"flat"}`

func TestAccConnectionLog_importIsRefused(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	test(t, resource.TestStep{
		Config: s.Provider() + config(minimal) + "import {\n  to = " + address + "\n  id = \"10000\"\n}\n", PlanOnly: true,
		ExpectError: regexp.MustCompile(`(?s)Unable to Import Connection Event.*cannot be imported.*send it again`),
	})
}

func TestConnectionLog_importByIdentityIsRefused(t *testing.T) {
	t.Parallel()
	l := acctest.Start(t, mockapi.Options{}).Lifecycle(t, "zerotrust_device_app_connection_log", "")
	acctest.Says(t, l.Import(t.Context(), "", `{"id":"10000"}`), "error: Unable to Import Connection Event")
}

// TestConnectionLog_failures: a create is never repeated when it may have been carried out.
func TestConnectionLog_failures(t *testing.T) {
	t.Parallel()
	const operation = "createDeviceAppConnectionLog"
	enveloped := strings.Replace(body, `"flat"`, `"enveloped"`, 1)
	for name, c := range map[string]struct {
		fault             mockapi.Fault
		config            string
		requests, entries int
		says              []string // nil: it succeeds
	}{
		"429 then success": {mockapi.Fault{Status: 429, RetryAfter: "0", Times: 1}, body, 2, 1, nil},
		"500":              {mockapi.Fault{Status: 500}, body, 1, 0, []string{"error: Unable to Send Connection Event", "500", "warning: Connection Event May Be in the Log"}},
		"500 after the work": {mockapi.Fault{Status: 500, CommitFirst: true}, body, 1, 1,
			[]string{"error: Unable to Send Connection Event", "warning: Connection Event May Be in the Log"}},
		"reset after the work": {mockapi.Fault{ResetAfter: true}, body, 1, 1,
			[]string{"error: Unable to Send Connection Event", "warning: Connection Event May Be in the Log"}},
		"no id": {mockapi.Fault{ContentType: "application/json", Body: `{"created_at": "x"}`, Status: 201}, body, 1, 0,
			[]string{"holds no id", "warning: Connection Event May Be in the Log"}},
		"400": {mockapi.Fault{Status: 400}, body, 1, 0, []string{"error: Unable to Send Connection Event", "400"}},
		"401": {mockapi.Fault{Status: 401}, body, 1, 0, []string{"gate.api_token (ZEROTRUST_GATE_API_TOKEN) is not accepted"}},
		"403": {mockapi.Fault{Status: 403}, body, 1, 0, []string{"lacks the permission"}},
		"422": {mockapi.Fault{ContentType: "application/json", Body: `{"ip_address": ["not routable"]}`, Status: 422}, strings.Replace(body, `"form"`, `"ip_address":"192.0.2.1","form"`, 1), 1, 0,
			[]string{`at AttributeName("ip_address")`, "not routable"}},
		"other values": {
			mockapi.Fault{Tamper: func(answer mockapi.Object) mockapi.Object { answer["status"] = "failure"; return answer }}, body, 1, 1,
			[]string{"warning: Connection Event Differs: The answer of the service to the event 10000", "repeats other values than were sent: status."},
		},
		"at least once, lost": {
			mockapi.Fault{ResetAfter: true, Times: 1}, strings.Replace(body, `"form"`, `"at_least_once":true,"form"`, 1), 2, 2,
			[]string{"warning: Possibly There Twice: ", "the repetition made 10001", "was repeated, as at_least_once asks"},
		},
		"at least once, down": {
			mockapi.Fault{Status: 500}, strings.Replace(body, `"form"`, `"at_least_once":true,"form"`, 1), 5, 0,
			[]string{"error: Unable to Send Connection Event", "was sent repeatedly", "warning: Connection Event May Be in the Log"},
		},
		"422 enveloped": {
			mockapi.Fault{ContentType: "application/json", Body: `{"app_id": ["unknown application"]}`, Status: 422}, enveloped, 1, 0,
			[]string{`at AttributeName("application_id")`, "unknown application"},
		},
		"422 raw": {
			mockapi.Fault{ContentType: "application/json", Body: `{"bssid": ["no such field"]}`, Status: 422},
			`{"raw": "{\"device_id\":\"d\",\"application_id\":\"a\",\"connection_type\":\"c\",\"status\":\"s\",\"timestamp\":\"2024-01-15T14:30:25Z\"}", "form": "flat"}`, 1, 0,
			[]string{`at AttributeName("raw")`, "no such field"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := acctest.Start(t, mockapi.Options{})
			if c.fault.Operation == "" {
				c.fault.Operation = operation
			}
			s.Inject(c.fault)
			l := s.Lifecycle(t, "zerotrust_device_app_connection_log", "")
			lines := acctest.DiagnosticLines(l.Apply(t.Context(), c.config))
			for _, text := range c.says {
				if !strings.Contains(lines, text) {
					t.Errorf("want %q in\n%s", text, lines)
				}
			}
			if c.says == nil && lines != "" {
				t.Error(lines)
			}
			if len(c.says) > 0 && strings.HasPrefix(c.says[0], "warning") && strings.Contains(lines, "error:") {
				t.Errorf("it fails: %s", lines)
			}
			if wantsWarning := strings.Contains(strings.Join(c.says, " "), "May Be"); strings.Contains(lines, "May Be") != wantsWarning {
				t.Errorf("a warning of a possible entry: want %t in\n%s", wantsWarning, lines)
			}
			if got := s.Count(operation); got != c.requests {
				t.Errorf("%d requests, want %d", got, c.requests)
			}
			if got := len(s.Objects(mockapi.KindConnectionLog)); got != c.entries {
				t.Errorf("%d entries, want %d", got, c.entries)
			}
		})
	}
}

func TestAccConnectionLog_validators(t *testing.T) {
	t.Parallel()
	enveloped := "\n  form = \"enveloped\""
	acctest.Refused(t, `resource "zerotrust_device_app_connection_log"`, map[string][2]string{
		"nothing":             {"", `(?s)Missing Argument.*device_id is needed`},
		"no status":           {strings.Replace(minimal, `status          = "success"`, "", 1), `(?s)Missing Argument.*status is needed in the form flat`},
		"enveloped, no id":    {enveloped + "\n  timestamp = \"2024-01-15T14:30:25Z\"", `(?s)Missing Argument.*application_id is needed in the form\s+enveloped`},
		"timestamp":           {strings.Replace(minimal, "T14:30:25Z", " 14:30", 1), `(?s)Invalid Value.*timestamp.*RFC 3339`},
		"form":                {minimal + "\n  form = \"xml\"", `(?s)form.*"flat" "enveloped"`},
		"empty":               {strings.Replace(minimal, "DEV-001", "", 1), `(?s)device_id.*at least 1`},
		"raw with others":     {minimal + "\n  raw = \"{}\"", `(?s)Conflicting Arguments.*cannot be set together with raw`},
		"raw, a list":         {"raw = \"[]\"", `(?s)Invalid Value.*no JSON object`},
		"raw, null":           {"raw = \"null\"", `(?s)Invalid Value.*no JSON object`},
		"user_agent":          {minimal + enveloped + "\n  user_agent = \"x\"", `(?s)Argument of the Other Form.*user_agent has no place in the form enveloped`},
		"duration":            {minimal + enveloped + "\n  duration = 1", `(?s)Argument of the Other Form.*duration`},
		"data_transferred":    {minimal + "\n  data_transferred = 1", `(?s)Argument of the Other Form.*data_transferred has no place in the form\s+flat`},
		"ip_address":          {minimal + "\n  ip_address = \"192.0.2.1/24\"", `(?s)Invalid Value.*"192.0.2.1/24" is no IP address`},
		"ip_address, a zone":  {minimal + "\n  ip_address = \"fe80::1%eth0\"", `(?s)Invalid Value.*is no IP address`},
		"metadata, a text":    {minimal + "\n  metadata = \"x\"", `(?s)Invalid Value.*metadata: the value is no object`},
		"metadata, a list":    {minimal + "\n  metadata = [1]", `(?s)Invalid Value.*metadata: the value is no object`},
		"location":            {minimal + "\n  metadata = { location = 1 }", `(?s)Invalid Value.*metadata.location: the vendor documents a text`},
		"protocol, empty":     {minimal + "\n  metadata = { protocol = \"\" }", `(?s)Invalid Value.*metadata.protocol: the vendor documents a text`},
		"signal_strength":     {minimal + "\n  metadata = { signal_strength = \"-45\" }", `(?s)Invalid Value.*metadata.signal_strength: the vendor documents a\s+number`},
		"negative":            {minimal + enveloped + "\n  data_transferred = -1", `(?s)data_transferred.*at least 0`},
		"metadata":            {minimal + enveloped + "\n  metadata = { location = \"x\", signal_strength = 1 }", `(?s)Argument of the Other Form.*location has no place`},
		"null in the trigger": {minimal + "\n  triggers = { a = null }", `(?s)Null Map Value|null`},
	})
}

func TestAccConnectionLog_unknown(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	unknown := `resource "terraform_data" "x" { input = { id = "DEV-9", time = "2024-01-15T14:30:25Z", form = "flat" } }` + "\n"
	test(t, resource.TestStep{
		Config: s.Provider() + unknown + config(`
			device_id       = terraform_data.x.output.id
			application_id  = terraform_data.x.output.id
			connection_type = terraform_data.x.output.id
			status          = terraform_data.x.output.id
			timestamp       = terraform_data.x.output.time
			form            = terraform_data.x.output.form
			metadata        = { badge = terraform_data.x.output.id, location = terraform_data.x.output.id }
			triggers        = { at = terraform_data.x.output.time }`),
		ConfigPlanChecks: acctest.Empty(),
	})
	// What is known at apply only is refused there, before anything is sent.
	sent := s.Count("createDeviceAppConnectionLog")
	test(t, resource.TestStep{
		Config: s.Provider() + fmt.Sprintf(`resource "terraform_data" "x" { input = "enveloped" }
			%s`, config(minimal+"\n  user_agent = \"x\"\n  form = terraform_data.x.output")),
		ExpectError: regexp.MustCompile(`Argument of the Other Form`),
	})
	if got := s.Count("createDeviceAppConnectionLog"); got != sent {
		t.Error("an event was sent")
	}
}
