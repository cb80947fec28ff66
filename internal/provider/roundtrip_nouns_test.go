package provider_test

import (
	"fmt"
	"math"
	"strings"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// roundTripNouns returns what generates a block of each noun.
func roundTripNouns() map[string]func(*generated) {
	return map[string]func(*generated){
		"access":               generateAccess,
		"access_member":        generateAccessMember,
		"app":                  generateApp,
		"app_integrity_config": generateAppIntegrityConfig,
		"data_export":          generateDataExport,
		"notification_channel": generateNotificationChannel,
		"policy":               generatePolicy,
		"posture_attribute":    generatePostureAttribute,
		"posture_profile":      generatePostureProfile,
		"token":                generateToken,
		"workflow":             generateWorkflow,
	}
}

func generateAccess(b *generated) {
	b.strings("description", "integration_id")
	b.sets("app_list", "user_list", "revoked_user_list")
	b.bools("allow_guest_access")
	b.optional("access_type", b.among(edge.AccessTypeValues()...), "0")
	b.optional("end_time", func() string { return b.between(1, math.MaxInt64-1) }, "0")
	b.status()
}

// generateAccessMember adds to rules of its own that have members already, or none, in turns.
func generateAccessMember(b *generated) {
	rule := mockapi.Object{}
	if b.index%2 == 0 {
		rule = mockapi.Object{"user_list": []any{"user:other"}, "app_list": []any{"app:other"}}
	}
	b.set("access_id", quote(b.services.Put(mockapi.KindAccess, rule)))
	set, unset := "user", "app"
	if b.IntN(2) == 0 {
		set, unset = unset, set
	}
	b.set(set, b.string())
	b.unset(unset)
}

func generateApp(b *generated) {
	b.name()
	b.strings("description", "protocol", "host", "path", "request_host_header", "reverse_proxy_name", "internal_protocol",
		"internal_host_pattern", "connector_unique_name", "integration_id")
	b.optional("port", b.port)
	b.optional("internal_port", b.port)
	b.optional("host_match_type", b.code, "0")
	b.optional("verify_server_cert", b.code, "0")
	b.optional("protocols", b.some(b.code), "[]")
	b.optional("tcp_ports", b.some(b.port), "[]")
	b.optional("udp_ports", b.some(b.port), "[]")
	portRange := func() string {
		start := 1 + b.Int64N(math.MaxUint16)
		return fmt.Sprintf("{ start = %d, end = %s }", start, b.between(start, math.MaxUint16))
	}
	b.optional("tcp_port_ranges", b.some(portRange), "[]")
	b.optional("udp_port_ranges", b.some(portRange), "[]")
	b.sets("refs", "tags")
	b.optional("ref_matches", b.some(b.object(func(match *generated) {
		match.set("ref", b.string())
		match.optional("tags", b.some(b.string))
	})), "[]")
	b.status()
}

func generateAppIntegrityConfig(b *generated) {
	b.set("name", quote(fmt.Sprintf("Name_%d. -", b.index)))
	b.set("version", b.oneOf("development", "staging", "production")())
	b.optional("action", b.oneOf("log", "die", "redirect", "message"))
	b.optional("title", b.string)
	b.optional("message", b.string)
	b.message()
	if b.IntN(2) == 0 {
		b.set("platform", `"android"`)
		b.unset("enabled", "false")
		b.optional("package_name", b.string)
		b.optional("cloud_project_number", b.oneOf("0", "007", "123456789012", "99999999999999999999"))
		b.optional("required_device_verdict", b.oneOf("MEETS_BASIC_INTEGRITY", "MEETS_DEVICE_INTEGRITY", "MEETS_STRONG_INTEGRITY"))
		b.bools("require_play_recognized")
		b.unset("team_id")
		b.unset("bundle_id")
		return
	}
	b.set("platform", `"ios"`)
	if b.IntN(2) == 0 { // what is enabled needs its credentials
		b.set("team_id", b.string())
		b.set("bundle_id", b.string())
		b.bools("enabled")
	} else {
		b.optional("team_id", b.string)
		b.optional("bundle_id", b.string)
		b.unset("enabled", "false")
	}
	for _, android := range []string{"package_name", "cloud_project_number", "required_device_verdict", "require_play_recognized"} {
		b.unset(android)
	}
}

// message sets the lists of a message, which are as long as each other.
func (b *generated) message() {
	n := b.IntN(4)
	list := func(element func() string) func() string {
		return func() string {
			elements := make([]string, n)
			for i := range elements {
				elements[i] = element()
			}
			return "[" + strings.Join(elements, ", ") + "]"
		}
	}
	if n == 0 {
		b.unset("buttons")
		b.unset("actions")
		b.unset("redirects")
		return
	}
	b.set("buttons", list(b.string)())
	b.optional("actions", list(b.string))
	b.optional("redirects", list(func() string {
		if b.IntN(2) == 0 {
			return `""`
		}
		return b.string()
	}))
}

func generateDataExport(b *generated) {
	b.set("s3_bucket_name", quote(fmt.Sprintf("b%02d-%s", b.index, b.raw())))
	b.set("data_export_types", b.some(b.among(edge.DataExportTypeValues()...))())
	b.optional("s3_bucket_account_id", b.oneOf("000000000000", "012345678901", "999999999999"), `""`)
	b.unset("validate", "false")
}

func generateNotificationChannel(b *generated) {
	b.name()
	b.strings("description")
	b.optional("type", b.among(edge.ChannelTypeValues()...), "0")
	b.sets("recipients")
	b.status()
	b.unset("oauth_code_wo_version")
	b.unset("redirect_uri", `""`)
	b.unset("resolve_display_names", "false")
}

func generatePolicy(b *generated) {
	b.name()
	b.strings("description", "workflow_uuid", "metadata", "integration_id")
	b.unset("workflow_name")
	b.optional("type", b.among(edge.PolicyTypeValues()...), "0")
	b.optional("action", b.among(edge.PolicyActionValues()...), "0")
	b.optional("priority", b.code, "0")
	b.bools("allow_guest_access")
	groups := b.some(func() string { return "{ all = " + b.some(b.tag)() + " }" })
	for _, name := range []string{"app_filter", "session_filter"} {
		b.optional(name, b.object(func(filter *generated) {
			filter.optional("include_any", groups, "[]")
			filter.optional("exclude_any", groups, "[]")
		}), "{}")
	}
	b.optional("mitm_settings", b.object(func(settings *generated) { settings.bools("fail_close") }), "{}")
	b.optional("constraints", func() string {
		var entries strings.Builder
		for i := range 1 + b.IntN(3) {
			fmt.Fprintf(&entries, "    %s = %s\n", quote(fmt.Sprintf("%s%d", b.raw(), i)), b.string())
		}
		return "{\n" + entries.String() + "}"
	}, "{}")
	b.status()
}

func generatePostureAttribute(b *generated) {
	b.name()
	b.strings("description")
	b.optional("attribute_type", b.among(edge.PostureAttributeTypeValues()...), "0")
	platform := b.among(edge.PosturePlatformValues()...)
	b.optional("supported_platforms", b.some(platform), "[]")
	marks := []string{"process_regex", "binary_hash", "bundle_id", "cert_thumbprint", "team_id"}
	processes := 0
	b.optional("required_processes", b.some(b.object(func(process *generated) {
		process.optional("platform", platform, "0")
		given := b.IntN(len(marks))
		for i, mark := range marks {
			if i == given { // one is needed, and the processes of a set must differ
				processes++
				process.set(mark, quote(fmt.Sprintf("%d%s", processes, b.raw())))
				continue
			}
			process.optional(mark, b.string)
		}
	})), "[]")
}

func generatePostureProfile(b *generated) {
	b.name()
	b.strings("description", "posture_tag_value")
	b.sets("attribute_uuids")
	b.optional("platform", b.among(edge.PosturePlatformValues()...), "0")
}

func generateToken(b *generated) {
	b.name()
	b.strings("description")
	b.optional("status", b.oneOf(edge.StatusActive.Name(), edge.StatusSuspended.Name()))
	for _, unknown := range []string{"role", "user_uuid", "ttl_sec", "rotation"} {
		b.unset(unknown)
	}
}

func generateWorkflow(b *generated) {
	b.name()
	b.strings("title", "description", "default_answer_index", "approver_text_template", "requestor_text_template")
	b.bools("justification_required", "requestor_justification_required", "token_required")
	b.sets("recipients")
	for _, name := range []string{"approval_ttl_sec", "execution_ttl_sec"} {
		b.optional(name, func() string {
			if b.IntN(3) == 0 {
				return "-1" // no limit
			}
			return b.between(1, math.MaxInt32)
		})
	}
	actions := b.some(b.object(func(action *generated) {
		action.optional("on_object", b.code, "0")
		action.optional("run", b.code, "0")
		action.optional("target", b.string, `""`)
	}))
	b.optional("actions", actions)
	b.optional("answers", b.some(b.object(func(answer *generated) {
		answer.set("answer", b.string())
		answer.optional("actions", actions, "[]")
	})))
	b.status()
}
