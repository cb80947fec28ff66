package device_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// full has every member that is shown, as the service has it.
const full = `{"uuid":"d1","display_name":"Laptop","status":1,"user_uuid":"u1","user_display_name":"Alice","platform_uuid":"p1","normalized_id":"n1","serial_number":"sn1","os":"macos",
	"os_version":"15.1","browser":"chrome","browser_version":"131","eg_version":"3.2","is_managed":true,"is_managed_verification_done":true,"tags":["a"],
	"posture":{"client_version_risk":1,"device_activation_lock_enabled":2,"user_activation_lock_enabled":1,"disk_encryption_enabled":2,"firmware_password_enabled":1,
		"recovery_lock_enabled":2,"device_process_info":{"processes":[{"spec":"falcon","paths":["/opt/falcon"]}]}},
	"properties":{"hostname":"laptop","machine_name":"Laptop","machine_model":"Mac15,3","target_triple":"aarch64-apple-darwin","os":"macos","os_version":"15.1","os_user_id":"501",
		"os_user_name":"alice","last_boot_epoch_sec":1705329025,"client_install_type":"mdm","location_tracking_state":2,"device_activation_lock_enabled":true,
		"user_activation_lock_enabled":true,"disk_encryption_enabled":true,"firmware_password_enabled":true,"recovery_lock_enabled":true,"browser":"chrome","browser_version":"131",
		"browser_install_type":"policy","browser_details":[{"browser":"chrome","browser_version":"131","browser_install_type":"policy","eg_version":"3.2"}]},
	"public_key":"pk","data_source":1,"create_time":1705329025000,"update_time":1705329026000}`

// shown is full as the data sources have it.
func shown() string {
	return strings.NewReplacer(`"uuid"`, `"id"`, `1705329025,`, `"2024-01-15T14:30:25Z",`, `1705329025000`, `"2024-01-15T14:30:25Z"`, `1705329026000`, `"2024-01-15T14:30:26Z"`,
		`"data_source":1`, `"data_source":"1"`).Replace(full)
}

func services(t *testing.T) *acctest.Services {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{StringInt64: true})
	device, _ := acctest.DecodeJSON(t, full).(map[string]any)
	device["private_key_encrypted"], device["time_id"], device["certificate"] = "canary", map[string]any{"salt": "canary"}, []any{1, 2}
	s.Put(mockapi.KindDevice, device)
	s.Put(mockapi.KindDevice, mockapi.Object{"uuid": "d0", "user_uuid": "u1", "create_time": 1705329025000, "update_time": 1705329025000})
	s.Put(mockapi.KindDevice, mockapi.Object{"uuid": "d2", "user_uuid": "u2"})
	return s
}

func TestDevice_shows(t *testing.T) {
	t.Parallel()
	s := services(t)
	p := s.Protocol(t, `"max_retries":0`)
	p.Shows(t.Context(), "zerotrust_device", `{"id":"d1","user_uuid":"u1"}`, shown())
	bare := `{"id":"d0","user_uuid":"u1","status":2,"is_managed":false,"is_managed_verification_done":false,"tags":[],"data_source":"1",
		"create_time":"2024-01-15T14:30:25Z","update_time":"2024-01-15T14:30:25Z"}`
	p.Shows(t.Context(), "zerotrust_user_devices", `{"user_uuid":"u1"}`, `{"user_uuid":"u1","devices":[`+bare+`,`+shown()+`]}`)
	p.Shows(t.Context(), "zerotrust_user_devices", `{"user_uuid":"nobody"}`, `{"user_uuid":"nobody","devices":[]}`)
	s.Inject(mockapi.Fault{Operation: "queryUserDevices", ContentType: "application/json", Body: `{"continuation_token":"more"}`})
	p.Shows(t.Context(), "zerotrust_user_devices", `{"user_uuid":"u1"}`, `{"user_uuid":"u1","devices":[],"continuation_token":"more"}`)
}

func TestDevice_fails(t *testing.T) {
	t.Parallel()
	s := services(t)
	p := s.Protocol(t, `"max_retries":0`)
	for config, text := range map[string]string{
		`{"id":"d1","user_uuid":"u2"}`: "error: Unable to Read Device", `{"id":"","user_uuid":"u"}`: `error at AttributeName("id")`, `{"id":"d1"}`: "error",
	} {
		_, said := p.ReadData(t.Context(), "zerotrust_device", config)
		acctest.Says(t, said, text)
	}
	s.Inject(mockapi.Fault{Operation: "getDevice", ContentType: "application/json", Body: `{"uuid":"other"}`})
	_, said := p.ReadData(t.Context(), "zerotrust_device", `{"id":"d1","user_uuid":"u1"}`)
	acctest.Says(t, said, `the answer is about "other", not "d1"`)
	s.ClearFaults()
	s.Inject(mockapi.Fault{Operation: "queryUserDevices", Status: http.StatusForbidden})
	_, said = p.ReadData(t.Context(), "zerotrust_user_devices", `{"user_uuid":"u1"}`)
	acctest.Says(t, said, "error: Unable to Read User Devices", "403 Forbidden")
}
