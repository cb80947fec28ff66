package review_test

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkReview reviews the JSON of a plan of 10,000 objects: apps, rules and policies, of which one in ten changes.
func BenchmarkReview(b *testing.B) {
	var changes, state, configuration []string
	for i := range 10_000 {
		var typ, before, after string
		switch i % 4 {
		case 0, 1:
			typ = "zerotrust_app"
			before = fmt.Sprintf(`{"id":"app%d","name":"App %d","description":"An app of the benchmark","protocol":"tcp","host":"app%d.acme.example","tcp_ports":[22,443],"tcp_port_ranges":[{"start":1,"end":9}],"udp_ports":null,"udp_port_ranges":null,"refs":null,"tags":["a","b"],"status":"ACTIVE"}`, i, i, i)
			after = before
		case 2:
			typ = "zerotrust_access"
			users, apps := []string{}, []string{}
			for j := range 10 {
				users = append(users, fmt.Sprintf("group:team-%d", (i+j)%500))
				apps = append(apps, fmt.Sprintf("app%d", (i+4*j-2)%10_000/4*4))
			}
			before = encoded(b, doc{"id": fmt.Sprint("rule", i), "description": fmt.Sprint("Rule ", i), "user_list": users, "app_list": apps, "status": "ACTIVE", "end_time": 0, "revoked_user_list": []string{}})
			after = before
			if i%40 == 2 {
				after = strings.Replace(before, `"user_list":[`, fmt.Sprintf(`"user_list":["user:new%d",`, i), 1)
			}
		case 3:
			typ = "zerotrust_policy"
			before = fmt.Sprintf(`{"id":"policy%d","name":"Policy %d","type":1,"action":2,"priority":%d,"session_filter":{"include_any":[{"all":["group:a","posture_ge:high"]},{"all":["group:b"]}],"exclude_any":null},"app_filter":{"include_any":[{"all":["appgroup:x"]}],"exclude_any":null},"status":"ACTIVE"}`, i, i, i)
			after = before
			if i%40 == 3 {
				after = strings.Replace(before, `,"posture_ge:high"`, "", 1)
			}
		}
		action := "no-op"
		if before != after {
			action = "update"
		}
		name := fmt.Sprintf("%s.x%d", typ, i)
		head := fmt.Sprintf(`"address":%q,"mode":"managed","type":%q,"name":"x%d","provider_name":%q`, name, typ, i, ownProvider)
		changes = append(changes, fmt.Sprintf(`{%s,"change":{"actions":[%q],"before":%s,"after":%s,"after_unknown":{},"before_sensitive":{"user_list":[false]},"after_sensitive":{"user_list":[false]}}}`, head, action, before, after))
		state = append(state, fmt.Sprintf(`{%s,"schema_version":0,"values":%s,"sensitive_values":{"user_list":[false]}}`, head, before))
		configuration = append(configuration, fmt.Sprintf(`{"address":%q,"mode":"managed","provider_config_key":"zerotrust","expressions":{"name":{"constant_value":"x"},"action":{"references":["local.policy_action.block","local.policy_action"]},"app_list":{"references":["zerotrust_app.x1.id","zerotrust_app.x1"]}}}`, name))
	}
	modules := func(list []string) string { return `{"root_module":{"resources":[` + strings.Join(list, ",") + `]}}` }
	plan := `{"format_version":"1.2","timestamp":"` + at + `","planned_values":` + modules(state) + `,"resource_changes":[` + strings.Join(changes, ",") + `],"prior_state":{"values":` + modules(state) + `},"configuration":` + modules(configuration) + `}`
	for _, format := range []string{"markdown", "json"} {
		b.Run(format, func(b *testing.B) {
			b.ReportMetric(float64(len(plan))/1e6, "MB-of-JSON")
			for b.Loop() {
				if _, errs, code := run(b, plan, "-format", format); code != 0 {
					b.Fatal(errs)
				}
			}
		})
	}
}
