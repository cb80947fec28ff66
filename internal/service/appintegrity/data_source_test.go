package appintegrity_test

import (
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestAppIntegrityConfigs_errors(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	p := s.Protocol(t, `"max_retries": 0`)
	fails := func(config string, texts ...string) {
		t.Helper()
		_, diagnostics := p.ReadData(t.Context(), plural, config)
		acctest.Says(t, diagnostics, texts...)
	}
	fails(`{"version": "release"}`, "error at", "version value must be one of")
	fails(`{"version": "staging", "platform": "windows"}`, "error at", "platform value must be one of")
	if asked := s.Operations(); len(asked) > 0 {
		t.Errorf("requests were made for configurations that are refused: %v", asked)
	}
	for _, test := range []struct {
		fault mockapi.Fault
		says  []string
	}{
		{mockapi.Fault{Status: 403}, []string{"403 Forbidden", "Enterprise plan"}},
		{mockapi.Fault{ContentType: "application/json", Body: `{"success": false, "error": "tenant is asleep"}`}, []string{"tenant is asleep"}},
		{mockapi.Fault{Body: "<html>Sign in</html>"}, []string{"web page"}},
	} {
		s.ClearFaults()
		test.fault.Operation = "listAppIntegrityConfigs"
		s.Inject(test.fault)
		fails(`{"version": "production"}`, append(test.says, "error: Unable to Read App Integrity Configurations")...)
	}
	s.ClearFaults()
	_, diagnostics := p.ReadData(t.Context(), plural, `{"version": "production"}`)
	acctest.Quiet(t, diagnostics)
}
