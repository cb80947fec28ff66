package apptegolog_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestAuditLogs_default reads 1000 rows in 21 requests: the last one tells that there are more.
func TestAuditLogs_default(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.SetAuditRows(auditRows(1100))
	state, diagnostics := s.Protocol(t, "").ReadData(t.Context(), "zerotrust_apptego_audit_logs", `{"from":"0","to":"1800000000"}`)
	acctest.Quiet(t, diagnostics)
	var truncated bool
	if err := state["truncated"].As(&truncated); err != nil || !truncated {
		t.Errorf("truncated: %t, %v", truncated, err)
	}
	if got := len(acctest.Elements(t, state["results"])); got != 1000 || s.Count("queryAuditLogs") != 21 {
		t.Errorf("%d rows with %d requests", got, s.Count("queryAuditLogs"))
	}
}

// TestAccAuditLogs_default shows that a CLI copes with as many rows, although some of what they hold is sensitive.
func TestAccAuditLogs_default(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.SetAuditRows(auditRows(1000))
	read(t, s, auditConfig("from = 0\nto = 1800000000"),
		at(audit, "results", knownvalue.ListSizeExact(1000)), at(audit, "raw_data", knownvalue.MapSizeExact(1000)), at(audit, "truncated", knownvalue.Bool(false)))
}
