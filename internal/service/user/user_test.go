package user_test

import (
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const (
	full = `{"id":"u1","display_name":"Alice","role":2,"status":"SUSPENDED","location":"Bern","tags":["oncall"],"mfa_status":1,"idp_mfa_status":2,"source_user_id":"s1",
		"integration_id":"i1","integration_to_source_user_id":{"i1":"s1"},"data_source":"12","create_time":"2024-01-15T14:30:25Z","record_update_time":"2024-01-15T14:30:26Z",
		"update_time":"2024-01-15T14:30:27Z"}`
	twin = `","display_name":"Bob","role":0,"status":"ACTIVE","tags":[],"mfa_status":0,"idp_mfa_status":0,"integration_to_source_user_id":{},"data_source":"1",
		"create_time":"2024-01-15T14:30:25Z","update_time":"2024-01-15T14:30:25Z"}`
)

func services(t *testing.T, options mockapi.Options) *acctest.Services {
	t.Helper()
	s := acctest.Start(t, options)
	s.Put(mockapi.KindUser, mockapi.Object{
		"uuid": "u1", "display_name": "Alice", "role": 2, "status": 3, "location": "Bern", "tags": []any{"oncall"}, "mfa_status": 1, "idp_mfa_status": 2,
		"source_user_id": "s1", "integration_id": "i1", "integration_to_source_user_id": map[string]any{"i1": "s1"}, "data_source": 12,
		"create_time": 1705329025000, "record_update_time": 1705329026000, "update_time": 1705329027000, "mfa_encrypted_secret": "canary",
	})
	for _, id := range []string{"u3", "u2"} {
		s.Put(mockapi.KindUser, mockapi.Object{"uuid": id, "display_name": "Bob", "create_time": 1705329025000, "update_time": 1705329025000})
	}
	return s
}

func TestUser_shows(t *testing.T) {
	t.Parallel()
	for _, options := range []mockapi.Options{{}, {EnumNames: true, StringInt64: true}} {
		p := services(t, options).Protocol(t, "")
		p.Shows(t.Context(), "zerotrust_user", `{"id":"u1"}`, full)
		p.Shows(t.Context(), "zerotrust_user", `{"display_name":"Alice"}`, full)
		p.Shows(t.Context(), "zerotrust_users", `{}`, `{"users":[`+full+`,{"id":"u2`+twin+`,{"id":"u3`+twin+`]}`)
		for filter, users := range map[string]string{
			`"display_name":"Bob"`: `{"id":"u2` + twin + `,{"id":"u3` + twin, `"tag":["oncall","x"]`: full, `"status":["SUSPENDED"]`: full,
			`"data_source":["12","13"]`: full, `"status":["INIT"]`: "",
		} {
			p.Shows(t.Context(), "zerotrust_users", "{"+filter+"}", "{"+filter+`,"users":[`+users+"]}")
		}
	}
}

func TestUser_fails(t *testing.T) {
	t.Parallel()
	p := services(t, mockapi.Options{}).Protocol(t, `"max_retries":0`)
	for config, text := range map[string]string{
		`{"display_name":"Bob"}`: "Use id to read one of them: u2, u3.", `{"display_name":"nobody"}`: "No user ", `{"id":"nobody"}`: "Unable to Read User", `{}`: "Missing Attribute Configuration",
	} {
		_, said := p.ReadData(t.Context(), "zerotrust_user", config)
		acctest.Says(t, said, "error", text)
	}
}
