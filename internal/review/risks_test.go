package review_test

import (
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/meaning"
)

// TestRisks has for each risk changes that show it, and ones close to them that do not.
func TestRisks(t *testing.T) {
	t.Parallel()
	filter := func(name, include string) string {
		return `{"name":"P","` + name + `":{"include_any":` + include + `}}`
	}
	const shows, near = true, false
	shown := map[string]bool{}
	for _, c := range []struct {
		risk          string
		is            bool
		typ           string
		before, after string
		actions       string
	}{
		{meaning.GuestAccess, shows, "zerotrust_policy", `{"allow_guest_access":false}`, `{"allow_guest_access":true}`, ""},
		{meaning.GuestAccess, shows, "zerotrust_access", "", `{"allow_guest_access":true}`, ""},
		{meaning.GuestAccess, near, "zerotrust_policy", `{"allow_guest_access":true}`, `{"allow_guest_access":true,"name":"x"}`, ""},
		{meaning.GuestAccess, near, "zerotrust_access", `{"allow_guest_access":true}`, `{"allow_guest_access":false}`, ""},
		{meaning.InspectionFailsOpen, shows, "zerotrust_policy", `{"mitm_settings":{"fail_close":true}}`, `{"mitm_settings":null}`, ""},
		{meaning.InspectionFailsOpen, shows, "zerotrust_policy", "", `{"mitm_settings":{"fail_close":false}}`, ""},
		{meaning.InspectionFailsOpen, near, "zerotrust_policy", "", `{"mitm_settings":{"fail_close":true}}`, ""},
		{meaning.InspectionFailsOpen, near, "zerotrust_policy", "", `{"mitm_settings":null}`, ""},
		{meaning.ConditionLost, shows, "zerotrust_policy", filter("session_filter", `[{"all":["group:a","posture_ge:high"]}]`), filter("session_filter", `[{"all":["group:a"]}]`), ""},
		{meaning.ConditionLost, shows, "zerotrust_policy", filter("session_filter", `[{"all":["group:a"]}]`), `{"name":"P","session_filter":null}`, ""},
		{meaning.ConditionLost, shows, "zerotrust_policy", `{"app_filter":{"exclude_any":[{"all":["app:x"]}]}}`, `{"app_filter":{"exclude_any":[]}}`, ""},
		{meaning.ConditionLost, shows, "zerotrust_policy", `{"constraints":{"region":"eu"}}`, `{"constraints":null}`, ""},
		{meaning.ConditionLost, shows, "zerotrust_policy", filter("session_filter", `[{"all":["group:a","posture_ge:high"]}]`), filter("session_filter", `[{"all":["group:a","os:macos"]}]`), ""},
		{meaning.ConditionLost, near, "zerotrust_policy", filter("session_filter", `[{"all":["group:a"]}]`), filter("session_filter", `[{"all":["group:a","posture_ge:high"]}]`), ""},
		{meaning.ConditionLost, near, "zerotrust_policy", filter("session_filter", `[{"all":["group:a","os:x"]},{"all":["group:b"]}]`), filter("session_filter", `[{"all":["group:b"]},{"all":["os:x","group:a"]}]`), ""},
		{meaning.ConditionLost, near, "zerotrust_policy", filter("session_filter", `[{"all":["group:a","os:x"]}]`), filter("session_filter", `[{"all":["group:b","os:x"]}]`), ""},
		{meaning.ConditionWeakened, shows, "zerotrust_policy", filter("session_filter", `[{"all":["group:a","posture_ge:high"]}]`), filter("session_filter", `[{"all":["group:a","posture_ge:medium"]}]`), ""},
		{meaning.ConditionWeakened, near, "zerotrust_policy", filter("session_filter", `[{"all":["group:a","posture_ge:medium"]}]`), filter("session_filter", `[{"all":["group:a","posture_ge:high"]}]`), ""},
		{meaning.PolicyNarrowed, shows, "zerotrust_policy", filter("session_filter", `[{"all":["group:a"]},{"all":["anonymous_user:true"]}]`), filter("session_filter", `[{"all":["group:a"]}]`), ""},
		{meaning.PolicyNarrowed, near, "zerotrust_policy", filter("session_filter", `[{"all":["group:a"]}]`), filter("session_filter", `[{"all":["group:a"]},{"all":["anonymous_user:true"]}]`), ""},
		{meaning.PolicyEnded, shows, "zerotrust_policy", `{"name":"P"}`, "", ""},
		{meaning.PolicyEnded, shows, "zerotrust_app_control_policy", `{"status":"ACTIVE"}`, `{"status":"SUSPENDED"}`, ""},
		{meaning.PolicyEnded, near, "zerotrust_policy", `{"status":"SUSPENDED"}`, "", ""},
		{meaning.WidePortRange, shows, "zerotrust_app", "", `{"udp_port_ranges":[{"start":1,"end":1001}]}`, ""},
		{meaning.WidePortRange, shows, "zerotrust_app", `{"tcp_port_ranges":[]}`, `{"tcp_port_ranges":[{"start":1,"end":600},{"start":601,"end":1200}]}`, "delete create"},
		{meaning.WidePortRange, near, "zerotrust_app", "", `{"udp_port_ranges":[{"start":1,"end":1000}]}`, ""},
		{meaning.WidePortRange, near, "zerotrust_app", `{"udp_port_ranges":[{"start":1,"end":3000}]}`, `{"udp_port_ranges":[{"start":1,"end":2000}]}`, "delete create"},
		{meaning.WildcardHost, shows, "zerotrust_app", "", `{"host":"*.acme.example"}`, ""},
		{meaning.WildcardHost, near, "zerotrust_app", "", `{"host":"www.acme.example"}`, ""},
		{meaning.WildcardHost, near, "zerotrust_app", `{"host":"*.acme.example"}`, `{"host":"*.acme.example","tags":["x"]}`, "delete create"},
		{meaning.Everybody, shows, "zerotrust_access", `{"user_list":["user:a"]}`, `{"user_list":["user:a","group:everyone"]}`, ""},
		{meaning.Everybody, shows, "zerotrust_access_member", "", `{"access_id":"x","user":"*"}`, ""},
		{meaning.Everybody, shows, "zerotrust_workflow", "", `{"recipients":["role:all"]}`, ""},
		{meaning.Everybody, shows, "zerotrust_policy", "", filter("session_filter", `[{"all":["group:all"]}]`), ""},
		{meaning.Everybody, near, "zerotrust_access", `{"user_list":["user:a"]}`, `{"user_list":["user:a","group:everyone-else"]}`, ""},
		{meaning.Everybody, near, "zerotrust_access", `{"user_list":["*"]}`, `{"user_list":["*"],"description":"x"}`, ""},
		{meaning.EndlessApproval, shows, "zerotrust_workflow", `{"approval_ttl_sec":600}`, `{"approval_ttl_sec":-1}`, ""},
		{meaning.EndlessApproval, near, "zerotrust_workflow", `{"approval_ttl_sec":600}`, `{"approval_ttl_sec":600,"execution_ttl_sec":-1}`, ""},
		{meaning.EveryAnswerApproves, shows, "zerotrust_workflow", "", `{"answers":[{"answer":"Yes","actions":[{"target":"SUCCESS"}]},{"answer":"No","actions":[{"target":"SUCCESS"}]}]}`, ""},
		{meaning.EveryAnswerApproves, shows, "zerotrust_workflow", "", `{"answers":[{"answer":"Yes","actions":[{"run":2,"target":"x"}]},{"answer":"No","actions":[{"run":2,"target":"x"}]}]}`, ""},
		{meaning.EveryAnswerApproves, near, "zerotrust_workflow", "", `{"answers":[{"answer":"Yes","actions":[{"target":"SUCCESS"}]},{"answer":"No","actions":[{"target":"FAILURE"}]}]}`, ""},
		{meaning.EveryAnswerApproves, near, "zerotrust_workflow", "", `{"answers":null}`, ""},
		{meaning.ApprovalOpened, shows, "zerotrust_workflow", `{"token_required":true}`, `{"token_required":false}`, ""},
		{meaning.ApprovalOpened, near, "zerotrust_workflow", `{"token_required":false}`, `{"token_required":true}`, ""},
		{meaning.PostureWeakened, shows, "zerotrust_posture_profile", `{"attribute_uuids":["a","b"]}`, `{"attribute_uuids":["a"]}`, ""},
		{meaning.PostureWeakened, shows, "zerotrust_posture_profile", `{"posture_tag_value":"low"}`, `{"posture_tag_value":"high"}`, ""},
		{meaning.PostureWeakened, shows, "zerotrust_posture_attribute", `{"required_processes":[{"bundle_id":"a"}]}`, `{"required_processes":[{"bundle_id":"a"},{"bundle_id":"b"}]}`, ""},
		{meaning.PostureWeakened, near, "zerotrust_posture_profile", `{"attribute_uuids":["a"]}`, `{"attribute_uuids":["a","b"]}`, ""},
		{meaning.PostureWeakened, near, "zerotrust_posture_profile", `{"posture_tag_value":"high"}`, `{"posture_tag_value":"low"}`, ""},
		{meaning.AuditExportRemoved, shows, "zerotrust_data_export", `{"data_export_types":[1,2]}`, `{"data_export_types":[1]}`, ""},
		{meaning.AuditExportRemoved, shows, "zerotrust_data_export", `{"data_export_types":[1]}`, "", ""},
		{meaning.AuditExportRemoved, near, "zerotrust_data_export", `{"data_export_types":[1]}`, `{"data_export_types":[1,2]}`, ""},
		{meaning.AlertingRemoved, shows, "zerotrust_alert_config", `{"name":"A"}`, "", ""},
		{meaning.AlertingRemoved, shows, "zerotrust_notification_channel", `{"recipients":["user:a","user:b"]}`, `{"recipients":["user:a"]}`, "delete create"},
		{meaning.AlertingRemoved, near, "zerotrust_notification_channel", `{"recipients":["user:a"]}`, `{"recipients":["user:a","user:b"]}`, ""},
		{meaning.IntegrityWeakened, shows, "zerotrust_app_integrity_config", `{"action":"die"}`, `{"action":"log"}`, ""},
		{meaning.IntegrityWeakened, shows, "zerotrust_app_integrity_config", `{"required_device_verdict":"MEETS_STRONG_INTEGRITY"}`, `{"required_device_verdict":"MEETS_DEVICE_INTEGRITY"}`, ""},
		{meaning.IntegrityWeakened, shows, "zerotrust_app_integrity_config", `{"enabled":true}`, `{"enabled":false}`, ""},
		{meaning.IntegrityWeakened, shows, "zerotrust_app_integrity_config", `{"enabled":true}`, "", ""},
		{meaning.IntegrityWeakened, near, "zerotrust_app_integrity_config", `{"action":"log"}`, `{"action":"die"}`, ""},
		{meaning.IntegrityWeakened, near, "zerotrust_app_integrity_config", `{"action":"die"}`, `{"action":"die","name":"x"}`, ""},
		{meaning.TokenWithoutEnd, shows, "zerotrust_token", "", `{"name":"T"}`, ""},
		{meaning.TokenWithoutEnd, near, "zerotrust_token", "", `{"name":"T","ttl_sec":60}`, ""},
		{meaning.TokenWithoutEnd, near, "zerotrust_token", `{"name":"T"}`, `{"name":"U"}`, ""},
		{meaning.SuspendedToActive, shows, "zerotrust_access", `{"status":"SUSPENDED"}`, `{"status":"ACTIVE"}`, ""},
		{meaning.SuspendedToActive, shows, "zerotrust_user", `{"status":"SUSPENDED"}`, `{"status":"ACTIVE"}`, ""},
		{meaning.SuspendedToActive, near, "zerotrust_access", `{"status":"ACTIVE"}`, `{"status":"SUSPENDED"}`, ""},
		{meaning.SuspendedToActive, near, "zerotrust_access", `{"status":"INIT"}`, `{"status":"ACTIVE"}`, ""},
		{meaning.LeavesTerraform, shows, "zerotrust_app", `{"name":"A"}`, "", "forget"},
		{meaning.LeavesTerraform, near, "zerotrust_app", `{"name":"A"}`, "", "delete"},
	} {
		r := report(t, planned(t, changed(t, c.typ+".x", c.before, c.after, strings.Fields(c.actions)...)))
		found := false
		for _, risk := range r.Risks {
			found = found || risk.ID == c.risk && risk.Address == c.typ+".x"
		}
		if found != c.is {
			t.Errorf("%s: %s from %s to %s: risks %q", c.risk, c.typ, c.before, c.after, ids(r.Risks))
		}
		shown[c.risk] = shown[c.risk] || c.is
	}
	for _, kind := range meaning.Risks() {
		if !shown[kind.ID] {
			t.Errorf("nothing shows the risk %s", kind.ID)
		}
	}
}

// TestRisks_levels: the levels are those that the documentation promises, and nothing has one that does not exist.
func TestRisks_levels(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, kind := range meaning.Risks() {
		if kind.Level < meaning.Low || kind.Level > meaning.High || kind.When == "" || seen[kind.ID] {
			t.Errorf("risk %+v", kind)
		}
		seen[kind.ID] = true
	}
	r := report(t, planned(t, changed(t, "zerotrust_policy.partners", `{"name":"Partners"}`, `{"name":"Partners","allow_guest_access":true}`)))
	if len(r.Risks) != 1 || r.Risks[0].ID != "guest_access" || r.Risks[0].Level != "high" || r.Risks[0].Address != "zerotrust_policy.partners" {
		t.Errorf("risks %+v", r.Risks)
	}
}

// TestRisks_unknown: a risk that nobody can exclude before the apply is one, or an expression would be a way around the review.
func TestRisks_unknown(t *testing.T) {
	t.Parallel()
	for _, typ := range []string{"zerotrust_access", "zerotrust_policy"} {
		plan := planned(t, with(changed(t, typ+".x", `{"allow_guest_access":false}`, `{}`), "after_unknown", doc{"allow_guest_access": true}))
		if r := report(t, plan); len(r.Risks) != 0 {
			t.Errorf("%s, left to the service: %+v", typ, r.Risks)
		}
		configured(plan, typ+".x", map[string][]string{"allow_guest_access": {"terraform_data.x.output"}}, "")
		if r := report(t, plan); ids(r.Risks) != "guest_access" || !strings.Contains(r.Risks[0].Text, "known only after apply") {
			t.Errorf("%s: %+v", typ, r.Risks)
		}
	}
}
