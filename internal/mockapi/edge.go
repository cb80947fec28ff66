package mockapi

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// An edgeObject says how one kind of Edge object lives. What the contract says (fields, types, what is read-only) is
// not repeated here.
type edgeObject struct {
	kind, schema, collection  string
	create, get, list, update string // operationIds; "" where there is none
	wrap                      string // property of the create request that holds the object
	nest                      string // property of the update request that holds the changes

	key string // field that addresses an object; "": uuid

	transient []string // request fields that are acted upon and never stored
	once      []string // fields that only the create answer shows
	lock      bool     // updates honour expected_update_time
	unique    bool     // Options.UniqueNames applies

	newID    func(m *Mock, o Object) string
	prepare  func(m *Mock, o, request Object) answer // before a write; a status refuses
	fill     func(m *Mock, o Object)                 // what only the server can set
	defaults func(o Object)                          // what a field falls back to
	computed func(m *Mock, o Object)                 // what only answers hold
	display  func(o Object)                          // display names, where the request wants them
	matches  func(c *call, o Object) bool            // filters of the list
	extra    func(m *Mock, selected []*record, answer Object)
	other    func() Object // what answers an update, where the reference prints another object

	fields *openapi3.Schema // of the contract
}

// id is what addresses an object.
func (k *edgeObject) id(o Object) string { return str(o, cmp.Or(k.key, "uuid")) }

// id is the object that a call is about: the only parameter of its path.
func (c *call) id() string {
	for _, value := range c.params {
		return value
	}
	return ""
}

// A principal is somebody who changes objects.
type principal struct{ uuid, name string }

func serviceUser() principal { return principal{"usr0Automation0000000000001", "Automation"} }

func consoleUser() principal { return principal{"usr0Console000000000000001", "Console Administrator"} }

// newEdge builds the service from the table of objects.
func (m *Mock) newEdge(d *document) (*service, error) {
	table, err := newRouteTable(d, m.opts)
	if err != nil {
		return nil, err
	}
	s := &service{
		name: "edge", routes: table, admit: m.admitEdge, enabled: m.opts.Undocumented,
		problem: func(text string, _ map[string][]string) any { return Object{"message": text} },
		handlers: map[string]handler{
			"tokenLogin":                  m.tokenLogin,
			"createUser":                  m.createUser,
			"getDevice":                   m.getDevice,
			"getAccount":                  m.getAccount,
			"deployApp":                   m.deployApp,
			"createTemporaryAccessToken":  m.createTemporaryToken,
			"validateDataExportConfig":    m.validateExport,
			"validateIntegration":         m.validateIntegration,
			"getDataExportBucketPolicy":   m.bucketPolicy,
			"getDataset":                  m.getDataset,
			"revokeDocumentAccess":        m.revokeDocumentAccess,
			"revokeDocumentSharing":       m.revokeDocumentSharing,
			"getOnboarding":               m.getOnboarding,
			"updateOnboarding":            m.updateOnboarding,
			"queryView":                   queryView,
			"answerWorkflowRun":           m.answerWorkflowRun,
			"deleteDevices":               m.deleteDevices,
			"promoteAlert":                m.promoteAlert,
			"performInvestigationAction":  m.investigate,
			"performInvestigationActions": m.investigateMany,
		},
	}
	m.kinds = map[string]*edgeObject{}
	for _, k := range edgeObjects() {
		if k.fields, err = d.schema(k.schema); err != nil {
			return nil, err
		}
		m.kinds[k.kind] = k
		for operation, h := range map[string]handler{
			k.create:            func(c *call) answer { return m.createEdge(k, c) },
			k.get:               func(c *call) answer { return m.getEdge(k, c) },
			k.list:              func(c *call) answer { return m.listEdge(k, c) },
			k.update:            func(c *call) answer { return m.updateEdge(k, c) },
			"update" + k.schema: func(c *call) answer { return m.updateEdge(k, c) },
			"delete" + k.schema: func(c *call) answer { return m.deleteEdge(k, c) },
		} {
			if operation != "" {
				s.handlers[operation] = h
			}
		}
	}
	return s, nil
}

func (m *Mock) createEdge(k *edgeObject, c *call) answer {
	request := c.body
	if k.wrap != "" && object(request, k.wrap) != nil {
		request = object(request, k.wrap)
	}
	if refusal := m.checkAccount(c.body, request); refusal.status != 0 {
		return refusal
	}
	o := m.stored(k, request)
	if refusal := m.acceptable(k, "", o); refusal.status != 0 {
		return refusal
	}
	if k.prepare != nil {
		if refusal := k.prepare(m, o, request); refusal.status != 0 {
			return refusal
		}
	}
	if id := k.id(o); id != "" && m.state.index[indexKey(k.kind, id)] != nil {
		if k.key == "" || !m.state.ended(k.kind, id) {
			return refuse(http.StatusConflict, "%s %q exists already", k.kind, id)
		}
		m.state.remove(k.kind, id) // a name that a client chose is free again
	}
	m.fillEdge(k, o, serviceUser())
	m.state.add(k.kind, k.id(o), o)
	names := !slices.Contains(k.transient, "resolve_display_names") || boolean(request, "resolve_display_names")
	return answer{status: c.route.status, body: m.show(k, o, k.once, names), changed: true}
}

// stored returns what a request says about an object, as the service keeps it: without zero values, without the name
// of the account, without what is only said once.
func (m *Mock) stored(k *edgeObject, request Object) Object {
	o := Object{}
	for name, value := range request {
		if name == "account_name" || slices.Contains(k.transient, name) {
			continue
		}
		value = cloneAny(value)
		if m.opts.TrimTexts {
			value = trimmed(value)
		}
		if value = prune(k.fields.Properties[name], value); !isZero(value) {
			o[name] = value
		}
	}
	return o
}

// trimmed returns a value with all its texts as a service stores them that trims texts.
func trimmed(value any) any {
	switch v := value.(type) {
	case string:
		return strings.TrimSpace(strings.ReplaceAll(v, "\r\n", "\n"))
	case []any:
		for i := range v {
			v[i] = trimmed(v[i])
		}
	case Object:
		for name := range v {
			v[name] = trimmed(v[name])
		}
	}
	return value
}

// checkAccount refuses the name of another account, wherever a request may hold one.
func (m *Mock) checkAccount(bodies ...Object) answer {
	for _, b := range bodies {
		if name := str(b, "account_name"); name != "" && name != m.opts.EdgeAccount {
			return refuse(http.StatusForbidden, "account %q is not the account of this session", name)
		}
	}
	return answer{}
}

// acceptable checks what holds for new and for changed objects.
func (m *Mock) acceptable(k *edgeObject, id string, o Object) answer {
	if id == "" && integer(o, "status") == statusDeleted {
		return refuse(http.StatusBadRequest, "an object cannot be created as deleted")
	}
	name := str(o, "name")
	if !m.opts.UniqueNames || !k.unique || name == "" {
		return answer{}
	}
	for _, r := range m.state.all(k.kind) {
		if r.ID != id && str(r.Data, "name") == name {
			return refuse(http.StatusConflict, "%s with name %q already exists", k.kind, name)
		}
	}
	return answer{}
}

func (m *Mock) getEdge(k *edgeObject, c *call) answer {
	r := m.state.index[indexKey(k.kind, c.id())]
	if r == nil || r.Deleted && !(m.opts.ShowDeleted && k.fields.Properties["status"] != nil) {
		return notFound(k, c)
	}
	return answer{status: c.route.status, body: m.show(k, r.Data, nil, wantsNames(c))}
}

func notFound(k *edgeObject, c *call) answer {
	return refuse(http.StatusNotFound, "%s %q not found", k.kind, c.id())
}

// wantsNames says whether display names are asked for. Operations without the parameter always give them.
func wantsNames(c *call) bool {
	return !slices.Contains(c.route.query, "resolveDisplayNames") || c.query.Get("resolveDisplayNames") == "true"
}

func (m *Mock) listEdge(k *edgeObject, c *call) answer {
	if refusal := checkFilters(c); refusal.status != 0 {
		return refusal
	}
	var shown []any
	var selected []*record
	for _, r := range m.state.all(k.kind) {
		if k.matches != nil && !k.matches(c, r.Data) {
			continue
		}
		selected = append(selected, r)
		shown = append(shown, m.show(k, r.Data, nil, wantsNames(c)))
	}
	m.state.shuffle(shown)
	body := Object{}
	if len(shown) > 0 {
		body[k.collection] = shown
	}
	if k.extra != nil {
		k.extra(m, selected, body)
	}
	return answer{status: c.route.status, body: body}
}

func (m *Mock) updateEdge(k *edgeObject, c *call) answer {
	id := c.id()
	if named := str(c.body, "uuid"); named != "" && named != id {
		return refuse(http.StatusBadRequest, "the body names object %q, the path %q", named, id)
	}
	if refusal := m.checkAccount(c.body); refusal.status != 0 {
		return refusal
	}
	r := m.state.live(k.kind, id)
	if r == nil {
		return notFound(k, c)
	}
	if expected := integer(c.body, "expected_update_time"); k.lock && expected != 0 && expected != integer(r.Data, "update_time") {
		return refuse(http.StatusConflict, "%s %q was changed at %d, not at %d", k.kind, id, integer(r.Data, "update_time"), expected)
	}
	request := c.body
	fields := c.route.body()
	if k.nest != "" {
		request, fields = object(c.body, k.nest), fields.Properties[k.nest].Value
	} else {
		request = maps.Clone(request)
		for _, control := range []string{"uuid", "attributes_to_delete"} {
			delete(request, control)
		}
	}
	changed := clone(r.Data)
	for _, name := range list(c.body, "attributes_to_delete") {
		if !clearable(fields, fmt.Sprint(name)) {
			a := refuse(http.StatusBadRequest, "attributes_to_delete: %q is no attribute that can be cleared", name)
			a.violation = "body /attributes_to_delete: " + fmt.Sprintf("%q is no attribute that an update takes", name)
			return a
		}
		delete(changed, name.(string))
	}
	maps.Copy(changed, m.stored(k, request))
	if refusal := m.acceptable(k, id, changed); refusal.status != 0 {
		return refusal
	}
	if k.prepare != nil {
		if refusal := k.prepare(m, changed, request); refusal.status != 0 {
			return refusal
		}
	}
	if integer(changed, "status") == statusDeleted {
		if m.opts.RefuseDeleted {
			return refuse(http.StatusBadRequest, "status cannot be set to DELETED")
		}
		r.Deleted = true
	}
	r.Data = changed
	m.touch(k, r.Data, serviceUser())
	if k.other != nil {
		return answer{status: c.route.status, body: k.other(), changed: true}
	}
	return answer{status: c.route.status, body: m.show(k, r.Data, nil, true), changed: true}
}

// clearable says whether an update may clear a field: its top-level JSON name, in the request, and not read-only.
func clearable(fields *openapi3.Schema, name string) bool {
	p := fields.Properties[name]
	control := []string{"uuid", "account_name", "attributes_to_delete", "expected_update_time"}
	return p != nil && !p.Value.ReadOnly && !slices.Contains(control, name)
}

func (m *Mock) deleteEdge(k *edgeObject, c *call) answer {
	r := m.state.live(k.kind, c.id())
	if r == nil {
		return notFound(k, c)
	}
	r.Deleted = true
	r.Data["status"] = int64(statusDeleted)
	m.touch(k, r.Data, serviceUser())
	return answer{status: http.StatusNoContent, changed: true}
}

// fillEdge gives a new object what the server sets.
func (m *Mock) fillEdge(k *edgeObject, o Object, by principal) {
	if str(o, "uuid") == "" {
		if k.newID != nil {
			o["uuid"] = k.newID(m, o)
		} else {
			o["uuid"] = m.state.newID()
		}
	}
	fields := k.fields.Properties
	now := m.opts.Clock().UnixMilli()
	for name, value := range map[string]any{
		"create_time": now, "creator_uuid": by.uuid, "creator_display_name": by.name, "account_uuid": accountUUID,
	} {
		if fields[name] != nil {
			setDefault(o, name, value)
		}
	}
	if k.fill != nil {
		k.fill(m, o)
	}
	if integer(o, "update_time") == 0 {
		m.touch(k, o, by)
	}
	k.fallback(o)
}

// touch marks an object as changed. Its update_time always grows, even within one millisecond, so that a stale
// expected_update_time is always seen.
func (m *Mock) touch(k *edgeObject, o Object, by principal) {
	fields := k.fields.Properties
	if fields["update_time"] != nil {
		o["update_time"] = max(m.opts.Clock().UnixMilli(), integer(o, "update_time")+1)
	}
	for name, value := range map[string]any{"updater_uuid": by.uuid, "updater_display_name": by.name} {
		if fields[name] != nil {
			o[name] = value
		}
	}
	k.fallback(o)
}

// fallback puts defaults where nothing is.
func (k *edgeObject) fallback(o Object) {
	fields := k.fields.Properties
	if fields["status"] != nil {
		setDefault(o, "status", int64(2))
	}
	if fields["data_source"] != nil {
		setDefault(o, "data_source", int64(1))
	}
	if k.defaults != nil {
		k.defaults(o)
	}
}
