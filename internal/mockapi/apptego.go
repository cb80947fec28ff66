package mockapi

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// payloadLimit is the largest configuration that AppTego takes, in bytes of compact JSON.
const payloadLimit = 9437184

func (m *Mock) newAppTego(d *document) (*service, error) {
	table, err := newRouteTable(d, m.opts)
	if err != nil {
		return nil, err
	}
	return &service{
		name: "apptego", routes: table, admit: m.admitAppTego, tooLarge: tooLarge,
		problem: func(text string, _ map[string][]string) any { return Object{"success": false, "error": text} },
		handlers: map[string]handler{
			"listAppIntegrityConfigs":  m.listConfigs,
			"createAppIntegrityConfig": m.createConfig,
			"updateAppIntegrityConfig": m.updateConfig,
			"deleteAppIntegrityConfig": m.deleteConfig,
			"getSecurityDashboardData": m.securityDashboard,
			"createWebSocketTicket":    m.webSocketTicket,
			"queryAuditLogs":           m.queryAudit,
			"queryDeviceLogs":          m.queryDevices,
			"listTenants":              m.listTenants,
			"getTenantSubscription":    m.tenantSubscription,
		},
	}, nil
}

// platformFields are the fields that only one platform has.
func platformFields(platform string) []string {
	if platform == "ios" {
		return []string{"team_id", "bundle_id"}
	}
	return []string{
		"decryption_key", "verification_key", "package_name", "cloud_project_number", "required_device_verdict",
		"require_play_recognized",
	}
}

// credentials are the fields that a configuration needs before it can be enabled.
func credentials(platform string) []string {
	if platform == "ios" {
		return []string{"team_id", "bundle_id"}
	}
	return []string{"decryption_key", "verification_key", "package_name"}
}

func secretFields() []string { return []string{"decryption_key", "verification_key"} }

// prepareAppTego splits the two forms of the update request.
func prepareAppTego(d *document) error {
	r, err := d.find("updateAppIntegrityConfig")
	if err != nil {
		return err
	}
	android, err := d.schema("AppIntegrityAndroidUpdate")
	if err != nil {
		return err
	}
	ios, err := d.schema("AppIntegrityIosUpdate")
	if err != nil {
		return err
	}
	r.takes(android, func(Object) bool { return true })
	r.takes(ios, func(body Object) bool {
		return slices.ContainsFunc(platformFields("ios"), func(f string) bool { _, ok := body[f]; return ok })
	})
	return nil
}

func (m *Mock) admitAppTego(c *call) answer {
	pair, err := base64.StdEncoding.DecodeString(bearer(c.request))
	if err != nil || string(pair) != m.opts.TokenKey+":"+m.opts.TokenSecret {
		return refuse(http.StatusUnauthorized, "unknown token")
	}
	if tenant := c.request.Header.Get("tenant"); tenant != "" && tenant != m.opts.TenantID {
		return refuse(http.StatusForbidden, "tenant %q is not accessible", tenant)
	}
	return answer{}
}

func tooLarge(c *call) *violation {
	if len(c.raw) <= payloadLimit {
		return nil
	}
	var compact bytes.Buffer // without white space, which does not count
	if err := json.Compact(&compact, c.raw); err != nil || compact.Len() <= payloadLimit {
		return nil
	}
	v := broken("body: %d bytes of compact JSON, at most %d are allowed", compact.Len(), payloadLimit)
	v.status = http.StatusRequestEntityTooLarge
	return v
}

func configKey(version, id string) string { return version + "/" + id }

// fillConfig completes a configuration. Its version is kept beside the fields that the service shows.
func (m *Mock) fillConfig(o Object) string {
	if str(o, "config_id") == "" {
		o["config_id"] = "integrity-" + m.state.newUUID()
	}
	setDefault(o, "version", "production")
	setDefault(o, "platform", "android")
	setDefault(o, "name", "Configuration")
	setDefault(o, "action", "log")
	if o["enabled"] == nil {
		o["enabled"] = false
	}
	return configKey(str(o, "version"), str(o, "config_id"))
}

func (m *Mock) createConfig(c *call) answer {
	if refusal := m.uniqueConfig(str(c.body, "version"), "", str(c.body, "name")); refusal.status != 0 {
		return refusal
	}
	o := clone(c.body)
	id := m.fillConfig(o)
	m.state.add(KindAppIntegrityConfig, id, o)
	return answer{status: c.route.status, changed: true, body: Object{"success": true, "config": m.showConfig(o)}}
}

func (m *Mock) uniqueConfig(version, id, name string) answer {
	for _, r := range m.state.all(KindAppIntegrityConfig) {
		if m.opts.UniqueNames && str(r.Data, "version") == version && r.ID != id && str(r.Data, "name") == name {
			return refuse(http.StatusBadRequest, "a configuration with the name %q already exists", name)
		}
	}
	return answer{}
}

// showConfig returns a configuration as answers hold it: without its version, with masks for secrets.
func (m *Mock) showConfig(o Object) Object {
	shown := clone(o)
	delete(shown, "version")
	for _, name := range secretFields() {
		if secret := str(o, name); secret != "" {
			shown[name] = m.opts.Mask(secret)
		}
	}
	if m.opts.NumericProjectNumber {
		if n, err := strconv.ParseInt(str(o, "cloud_project_number"), 10, 64); err == nil {
			shown["cloud_project_number"] = n
		}
	}
	return shown
}

func (m *Mock) listConfigs(c *call) answer {
	configs := []any{}
	for _, r := range m.state.all(KindAppIntegrityConfig) {
		if str(r.Data, "version") == str(c.body, "version") {
			configs = append(configs, m.showConfig(r.Data))
		}
	}
	m.state.shuffle(configs)
	return answer{status: c.route.status, body: Object{"configs": configs}}
}

func (m *Mock) updateConfig(c *call) answer {
	id := configKey(str(c.body, "version"), str(c.body, "config_id"))
	r := m.state.live(KindAppIntegrityConfig, id)
	if r == nil {
		return refuse(http.StatusNotFound, "configuration not found")
	}
	platform, other := str(r.Data, "platform"), "ios"
	if platform == "ios" {
		other = "android"
	}
	for _, name := range platformFields(other) {
		if _, sent := c.body[name]; sent {
			a := refuse(http.StatusBadRequest, "%s is no field of an %s configuration", name, platform)
			a.violation = "body /" + name + ": a field of the other platform"
			return a
		}
	}
	changed := clone(r.Data)
	for name, value := range c.body {
		changed[name] = cloneAny(value)
	}
	if refusal := m.uniqueConfig(str(changed, "version"), id, str(changed, "name")); refusal.status != 0 {
		return refusal
	}
	if boolean(changed, "enabled") {
		for _, name := range credentials(platform) {
			if str(changed, name) == "" {
				return refuse(http.StatusBadRequest, "%s is needed before the configuration can be enabled", name)
			}
		}
	}
	r.Data = changed
	return answer{status: c.route.status, changed: true, body: Object{"config": m.showConfig(changed)}}
}

func (m *Mock) deleteConfig(c *call) answer {
	r := m.state.live(KindAppIntegrityConfig, configKey(str(c.body, "version"), str(c.body, "config_id")))
	if r == nil {
		return refuse(http.StatusNotFound, "configuration not found")
	}
	r.Deleted = true
	return answer{status: c.route.status, changed: true, body: Object{"success": true}}
}

func (m *Mock) webSocketTicket(c *call) answer {
	ticket := "ws-ticket-" + m.state.newUUID()
	m.state.Tickets[ticket] = m.opts.Clock().Add(ticketLifetime)
	return answer{status: c.route.status, changed: true, body: Object{"ticket": ticket}}
}

func (m *Mock) listTenants(c *call) answer {
	tenant := Object{"tenant_id": m.opts.TenantID, "name": "Example Tenant", "plan": "ENTERPRISE"}
	return answer{status: c.route.status, body: Object{"tenants": []any{tenant}}}
}

func (m *Mock) tenantSubscription(c *call) answer {
	return answer{status: c.route.status, body: Object{"subscription": "ENTERPRISE", "deletion": false, "is_trial": false}}
}

// securityDashboard counts the rows of the device log.
func (m *Mock) securityDashboard(c *call) answer {
	monthAgo := m.opts.Clock().Add(-30 * 24 * time.Hour).Unix()
	detections, active := int64(0), map[string]bool{}
	events, countries := Object{}, Object{}
	for _, row := range m.state.Devices {
		if integer(row, "timestamp") >= monthAgo {
			detections++
		}
		active[str(row, "device_id")] = true
		events[str(row, "event_type")] = integer(events, str(row, "event_type")) + 1
		if country := str(row, "country"); country != "" {
			countries[country] = integer(countries, country) + 1
		}
	}
	locations := []any{}
	for country, n := range countries {
		name := country + " : " + strconv.FormatInt(n.(int64), 10)
		locations = append(locations, Object{"latLng": []any{0.0, 0.0}, "name": name, "country_name": country})
	}
	return answer{status: c.route.status, body: Object{
		"detections_last_30_days":  detections,
		"number_of_active_devices": int64(len(active)),
		"android_versions":         Object{},
		"ios_versions":             Object{},
		"event_types_count":        events,
		"event_locations":          locations,
		"device_locations":         []any{},
	}}
}
