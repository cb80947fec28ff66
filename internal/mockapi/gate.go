package mockapi

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
)

// gateBase is the path of the address that GATE is documented with.
const gateBase = "/api/v1"

func (m *Mock) newGate(d *document) (*service, error) {
	table, err := newRouteTable(d, m.opts)
	if err != nil {
		return nil, err
	}
	main, err := d.schema("ConnectionLogInner")
	if err != nil {
		return nil, err
	}
	network, err := d.schema("ConnectionLogNetworkInner")
	if err != nil {
		return nil, err
	}
	return &service{
		name: "gate", base: gateBase, routes: table, admit: m.admitGate,
		problem: func(text string, fields map[string][]string) any {
			if len(fields) > 0 {
				return fields
			}
			return Object{"detail": text}
		},
		handlers: map[string]handler{
			"createDeviceAppConnectionLog": func(c *call) answer { return m.createLog(c, main, network) },
		},
	}, nil
}

// prepareGate splits the two forms of the connection log and leaves the rules that the contract answers with 422 to
// the handler: the others are answered with 400.
func prepareGate(d *document) error {
	r, err := d.find("createDeviceAppConnectionLog")
	if err != nil {
		return err
	}
	envelope, err := d.schema("ConnectionLogEnvelope")
	if err != nil {
		return err
	}
	for _, name := range []string{"ConnectionLogFlat", "ConnectionLogInner"} {
		s, err := d.schema(name)
		if err != nil {
			return err
		}
		for _, field := range []string{"device_id", "application_id", "app_id", "timestamp"} {
			if p := s.Properties[field]; p != nil {
				p.Value.MinLength, p.Value.Format = 0, ""
			}
		}
	}
	flat, err := d.schema("ConnectionLogFlat")
	if err != nil {
		return err
	}
	r.takes(flat, func(Object) bool { return true })
	r.takes(envelope, func(body Object) bool { _, ok := body["data"]; return ok })
	return nil
}

func (m *Mock) admitGate(c *call) answer {
	if bearer(c.request) != m.opts.GateAPIToken {
		return refuse(http.StatusUnauthorized, "Invalid token.")
	}
	return answer{}
}

// createLog appends one event in either form.
func (m *Mock) createLog(c *call, main, network *openapi3.Schema) answer {
	data, enveloped := c.body["data"].(string)
	entry := clone(c.body)
	if enveloped {
		v, err := decodeJSON([]byte(data))
		content, ok := v.(Object)
		if err != nil || !ok {
			return badField("data", "Not a JSON object in a string.")
		}
		if refusal := checkContent(content, main, network); refusal.status != 0 {
			return refusal
		}
		entry = content
	}
	if fields := unprocessable(entry); len(fields) > 0 {
		return answer{status: http.StatusUnprocessableEntity, fields: fields, problem: "invalid values"}
	}
	answered := clone(entry)
	entry["form"] = "flat"
	if enveloped {
		entry["form"] = "enveloped"
	}
	id := m.fillLog(entry)
	m.state.add(KindConnectionLog, id, entry)
	if enveloped {
		return answer{status: c.route.status, changed: true, body: Object{
			"id": entry["id"], "status": "created", "timestamp": entry["created_at"],
		}}
	}
	answered["id"], answered["created_at"] = entry["id"], entry["created_at"]
	return answer{status: c.route.status, changed: true, body: answered}
}

// fillLog numbers an entry: flat ones have an integer, enveloped ones a text.
func (m *Mock) fillLog(o Object) string {
	setDefault(o, "form", "flat")
	setDefault(o, "created_at", m.opts.Clock().UTC().Format(time.RFC3339))
	if o["id"] == nil {
		o["id"] = 10000 + m.state.count("logs")
		if str(o, "form") == "enveloped" {
			o["id"] = "log_" + m.state.random(12, hex)
		}
	}
	return fmt.Sprint(o["id"])
}

func badField(name, text string) answer {
	a := refuse(http.StatusBadRequest, "%s: %s", name, text)
	a.fields = map[string][]string{name: {text}}
	a.violation = "body /" + name + ": " + text
	return a
}

// checkContent compares what is inside data with the main form, or with the one of the newest revision.
func checkContent(content Object, main, network *openapi3.Schema) answer {
	schema := main
	if content["network_type"] != nil && content["device_id"] == nil {
		schema = network
	}
	raw, err := json.Marshal(content)
	if err != nil {
		return badField("data", "Not a JSON object in a string.")
	}
	var plain any // the validator wants every number as float64
	if err := json.Unmarshal(raw, &plain); err != nil {
		return badField("data", "Not a JSON object in a string.")
	}
	err = schema.VisitJSON(plain, openapi3.MultiErrors(), openapi3.VisitAsRequest(), openapi3.DisableSchemaErrorDetails())
	if err == nil {
		return answer{}
	}
	v := describe(&openapi3filter.RequestError{Err: err})
	a := refuse(http.StatusBadRequest, "%s", v.text)
	a.fields, a.violation = v.fields, "in /data: "+strings.TrimPrefix(v.text, "body ")
	return a
}

// unprocessable returns what is wrong with values that have the right type.
func unprocessable(o Object) map[string][]string {
	fields := map[string][]string{}
	for _, name := range []string{"device_id", "application_id", "app_id"} {
		if v, ok := o[name].(string); ok && v == "" {
			fields[name] = []string{"This field may not be blank."}
		}
	}
	if v, ok := o["timestamp"].(string); ok {
		if _, err := time.Parse(time.RFC3339, v); err != nil {
			fields["timestamp"] = []string{"Not a valid date-time."}
		}
	}
	if v, ok := o["ip_address"].(string); ok {
		if _, err := netip.ParseAddr(v); err != nil {
			fields["ip_address"] = []string{"Not a valid IP address."}
		}
	}
	return maps.Clone(fields)
}
