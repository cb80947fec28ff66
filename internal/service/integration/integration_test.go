package integration_test

import (
	"regexp"
	"slices"
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

const (
	typeName = "zerotrust_integration"
	minimal  = `{"display_name":"n","data_source":101`
	first    = minimal + `,"credentials_wo":{"username":"u","password":"one"},"credentials_wo_version":1}`
)

func apply(t *testing.T, s *acctest.Services, config string) *acctest.Lifecycle {
	t.Helper()
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), config))
	return l
}

// TestCredentials: they are sent by the create and with each new version, whatever else changes, and by nothing else.
func TestCredentials(t *testing.T) {
	t.Parallel()
	for config, want := range map[string]string{
		minimal + `,"credentials_wo":{"username":"u","password":"other"},"credentials_wo_version":1}`: "", // the version says what changes
		minimal + `,"credentials_wo_version":1}`:                                                      "", // they may go once they were sent
		minimal + `,"credentials_wo":{"username":"u","password":"two"},"credentials_wo_version":2}`:   `,"credentials":{"password":"two","username":"u"}}`,
		minimal + `,"filter_domains":["a"],"credentials_wo_version":1}`:                               `,"filter_domains":["a"]}`,
		minimal + `}`: "",
	} {
		s := acctest.Start(t, mockapi.Options{})
		l := apply(t, s, first)
		acctest.Quiet(t, l.Apply(t.Context(), config))
		var got string
		if sent := s.Bodies("updateIntegration"); len(sent) > 0 {
			_, got, _ = strings.Cut(sent[0], `",`)
			got = "," + got
		}
		if got != want {
			t.Errorf("%s sends %q, want %q", config, got, want)
		}
		l.NothingToDo(t, config)
		if sent := s.Bodies("createIntegration"); len(sent) != 1 || !strings.Contains(sent[0], `"credentials":{"password":"one","username":"u"}`) {
			t.Errorf("the creates were %v", sent)
		}
	}
}

// TestCredentials_needed: a version without credentials would be recorded although nothing was sent.
func TestCredentials_needed(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	const needed = `error at AttributeName("credentials_wo"): Write-Only Value Needed`
	acctest.Says(t, s.Lifecycle(t, typeName, "").Plan(t.Context(), minimal+`,"credentials_wo_version":1}`).Diagnostics, needed)
	l := apply(t, s, first)
	acctest.Says(t, l.Plan(t.Context(), minimal+`,"credentials_wo_version":2}`).Diagnostics, needed)
	again := l.Plan(t.Context(), `{"display_name":"other","data_source":101,"credentials_wo_version":1}`) // it is to be created again
	acctest.Says(t, again.Diagnostics[:1], needed)
	imported := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, imported.Import(t.Context(), s.OnlyID(t, mockapi.KindIntegration), ""))
	imported.NothingToDo(t, minimal+`}`)
	s.ResetJournal()
	acctest.Quiet(t, imported.Apply(t.Context(), first)) // nobody knows which ones an imported integration has
	s.Wrote(t, map[string]int{"updateIntegration": 1})
}

// TestCreate_lost: what was made by a create whose answer was lost is found without its credentials, and nothing is made twice.
func TestCreate_lost(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Inject(mockapi.Fault{Operation: "createIntegration", ResetAfter: true, Times: 1})
	config := strings.TrimSuffix(first, "}") + `,"interval_mins":5,"config":{"bucket":"b","max_pages":3}}`
	l := s.Lifecycle(t, typeName, "")
	if said := l.Apply(t.Context(), config); acctest.ErrorAmong(said) || !l.Exists(t) {
		t.Fatal(acctest.DiagnosticLines(said))
	}
	s.Wrote(t, map[string]int{"createIntegration": 1})
	l.NothingToDo(t, config)
}

// TestRecorded: what only a create takes replaces the integration, and is recorded for one that was imported.
func TestRecorded(t *testing.T) {
	t.Parallel()
	const config = minimal + `,"interval_mins":5,"config":{"bucket":"b","disable_kinesis":true}}`
	s := acctest.Start(t, mockapi.Options{})
	l := apply(t, s, config)
	if sent := s.Bodies("createIntegration")[0]; !strings.Contains(sent, `"config":{"bucket":"b","disable_kinesis":true},"interval_mins":5`) {
		t.Errorf("the create was %s", sent)
	}
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, config)
	for config, because := range map[string]string{
		minimal + `,"interval_mins":6,"config":{"bucket":"b","disable_kinesis":true}}`: "interval_mins", minimal + `,"interval_mins":5}`: "config",
		minimal + `,"interval_mins":5,"config":{"bucket":"c","disable_kinesis":true}}`: "config",
	} {
		plan := l.Plan(t.Context(), config)
		acctest.Says(t, plan.Diagnostics, "warning: Replaced Object Stays in the Service: The integration")
		if len(plan.RequiresReplace) != 1 || !strings.Contains(plan.RequiresReplace[0].String(), because) {
			t.Errorf("%s replaces because of %v, want %s", config, plan.RequiresReplace, because)
		}
	}
	imported := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, imported.Import(t.Context(), s.OnlyID(t, mockapi.KindIntegration), ""))
	s.ResetJournal()
	acctest.Says(t, imported.Apply(t.Context(), minimal+`,"interval_mins":5}`), `warning at AttributeName("interval_mins"): Argument Is Recorded and Not Sent`)
	s.Wrote(t, map[string]int{})
	imported.NothingToDo(t, minimal+`,"interval_mins":5}`)
}

// TestValidate: a message of an error is the failure, whatever the status. Both new credentials and new domains are validated.
func TestValidate(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := func(user string, version, domain string) string {
		return minimal + `,"validate":true,"filter_domains":["` + domain + `"],"credentials_wo":{"username":"` + user + `"},"credentials_wo_version":` + version + `}`
	}
	l := s.Lifecycle(t, typeName, "")
	acctest.Says(t, l.Apply(t.Context(), config("nobody", "1", "a")), "warning: Unable to Validate Integration", "the credentials are not valid", "The next apply validates it again")
	acctest.Says(t, l.Apply(t.Context(), config("nobody", "1", "a")), "error: Unable to Validate Integration", "is unknown")
	acctest.Quiet(t, l.Apply(t.Context(), config("u", "2", "a")))
	l.NothingToDo(t, config("u", "2", "a"))
	s.ResetJournal()
	acctest.Quiet(t, l.Apply(t.Context(), config("u", "2", "b")))
	acctest.Quiet(t, l.Apply(t.Context(), config("u", "3", "b")))
	s.Wrote(t, map[string]int{"updateIntegration": 2, "validateIntegration": 2})
}

func TestValidateAction(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	id := s.Put(mockapi.KindIntegration, mockapi.Object{"display_name": "n", "data_source": 101})
	bad := s.Put(mockapi.KindIntegration, mockapi.Object{"display_name": "m", "data_source": 101, "credentials": mockapi.Object{"username": "nobody"}})
	p := s.Protocol(t, "")
	progress, said := p.Invoke(t.Context(), "zerotrust_integration_validate", `{"integration_id":"`+id+`"}`)
	acctest.Quiet(t, said)
	if want := []string{"Having the credentials tried of the integration " + id + ".", "The integration " + id + " is valid."}; !slices.Equal(progress, want) {
		t.Errorf("progress %q, want %q", progress, want)
	}
	_, said = p.Invoke(t.Context(), "zerotrust_integration_validate", `{"integration_id":"`+bad+`"}`)
	acctest.Says(t, said, "error: Unable to Validate Integration: ", bad, "the credentials are not valid", "is unknown")
}

// TestSecrets: what the service repeats of credentials reaches no state, no data source and no error.
func TestSecrets(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, `"max_retries":0`)
	const config = minimal + `,"credentials_wo":{"password":"canary-one"},"credentials_wo_version":1}`
	acctest.Quiet(t, l.Apply(t.Context(), config))
	acctest.Quiet(t, l.Refresh(t.Context()))
	found, _ := l.ReadData(t.Context(), typeName, `{"display_name":"n"}`)
	s.Inject(mockapi.Fault{Operation: "updateIntegration", Status: 400, ContentType: "application/json", Body: `{"message":"canary-two is wrong"}`})
	said := l.Apply(t.Context(), strings.NewReplacer("canary-one", "canary-two", `version":1`, `version":2`).Replace(config))
	acctest.Says(t, said, "error: Unable to Update Integration", "is wrong")
	for where, text := range map[string]string{"state": string(l.State.MsgPack) + string(l.Private), "an error": acctest.DiagnosticLines(said)} {
		if strings.Contains(text, "canary") {
			t.Errorf("a password is in %s", where)
		}
	}
	for name, value := range found {
		if strings.Contains(value.String(), "canary") || strings.Contains(name, "credentials") {
			t.Errorf("the data source shows %s", name)
		}
	}
}

func TestAccIntegration_credentials(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	config := func(lines string) string {
		return s.Provider() + "resource \"zerotrust_integration\" \"test\" {\n  display_name = \"n\"\n  data_source = 101\n" + lines + "\n}\n"
	}
	const address = "zerotrust_integration.test"
	state := []statecheck.StateCheck{statecheck.ExpectKnownValue(address, tfjsonpath.New("credentials_wo"), knownvalue.Null())}
	update := acctest.EmptyAfter(plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate))
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.Factories(),
		Steps: []resource.TestStep{
			{Config: config(`credentials_wo = { password = "one" }`), ExpectError: regexp.MustCompile(`credentials_wo_version`)},
			{Config: config("credentials_wo = { password = \"one\" }\ncredentials_wo_version = 1"), ConfigPlanChecks: acctest.Empty(), ConfigStateChecks: state},
			{Config: config("credentials_wo = { password = \"two\" }\ncredentials_wo_version = 2"), ConfigPlanChecks: update, ConfigStateChecks: state},
			{Config: config("credentials_wo_version = 2"), ConfigPlanChecks: acctest.EmptyAfter(plancheck.ExpectEmptyPlan())},
			{Config: config("credentials_wo_version = 3"), ExpectError: regexp.MustCompile(`Write-Only Value Needed`)},
		},
	})
	s.Wrote(t, map[string]int{"createIntegration": 1, "updateIntegration": 1})
}
