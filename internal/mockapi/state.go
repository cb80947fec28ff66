package mockapi

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"time"
)

// Kinds of objects, as Objects, Put and the like name them.
const (
	KindApp                 = "app"
	KindAccess              = "access"
	KindPolicy              = "policy"
	KindWorkflow            = "workflow"
	KindPostureAttribute    = "posture_attribute"
	KindPostureProfile      = "posture_profile"
	KindNotificationChannel = "notification_channel"
	KindCard                = "card"
	KindDashboard           = "dashboard"
	KindDataset             = "dataset"
	KindDocument            = "document"
	KindOnboarding          = "onboarding"
	KindWorkflowRun         = "workflow_run"
	KindToken               = "token"
	KindAlert               = "alert"
	KindAlertConfig         = "alert_config"
	KindAlertAction         = "alert_action" // in the history of an alert
	KindAuditEvent          = "audit_event"
	KindCountry             = "country"
	KindDataExport          = "data_export"
	KindDevice              = "device"
	KindGateway             = "gateway"
	KindGroup               = "group"
	KindCACertificate       = "ca_certificate"
	KindUser                = "user"
	KindBlob                = "blob"
	KindClientConfig        = "client_config"
	KindConnector           = "connector"
	KindIntegration         = "integration"
	KindAppControlPolicy    = "app_control_policy"
	KindAppIntegrityConfig  = "app_integrity_config"
	KindConnectionLog       = "device_app_connection_log"
)

const statusDeleted = 4

// state is everything that the services remember. Its exported fields are the snapshot.
type state struct {
	Records  []*record            `json:"records"`  // in order of creation
	Sessions map[string]time.Time `json:"sessions"` // Edge session token to its end
	Used     map[string]bool      `json:"used"`     // single-use secrets that have been used
	Tickets  map[string]time.Time `json:"tickets"`  // WebSocket tickets that have not been used to their end
	Counters map[string]int64     `json:"counters"`
	Audit    []Object             `json:"audit_rows"`
	Devices  []Object             `json:"device_rows"`
	IDs      []byte               `json:"ids"` // where the source of ids stands, so that a restart repeats none

	index map[string]*record // by kind and id
	ids   *rand.PCG
	order *rand.PCG // apart from ids, so that reading more does not change the ids of what is created
}

type record struct {
	Kind    string `json:"kind"`
	ID      string `json:"id"`
	Deleted bool   `json:"deleted,omitempty"`
	Data    Object `json:"data"`
}

func newState(seed uint64) *state {
	return &state{
		Sessions: map[string]time.Time{},
		Used:     map[string]bool{},
		Tickets:  map[string]time.Time{},
		Counters: map[string]int64{},
		index:    map[string]*record{},
		ids:      rand.NewPCG(seed, 1),
		order:    rand.NewPCG(seed, 2),
	}
}

func indexKey(kind, id string) string { return kind + "\x00" + id }

func (s *state) add(kind, id string, data Object) {
	r := &record{Kind: kind, ID: id, Data: data}
	s.Records = append(s.Records, r)
	s.index[indexKey(kind, id)] = r
}

// live returns an object that exists.
func (s *state) live(kind, id string) *record {
	if r := s.index[indexKey(kind, id)]; r != nil && !r.Deleted {
		return r
	}
	return nil
}

// ended says whether an object is there no more, but for those who ask for deleted ones.
func (s *state) ended(kind, id string) bool {
	r := s.index[indexKey(kind, id)]
	return r != nil && (r.Deleted || integer(r.Data, "status") == statusDeleted)
}

// all returns the objects of a kind that exist, in order of creation.
func (s *state) all(kind string) []*record {
	var found []*record
	for _, r := range s.Records {
		if r.Kind == kind && !r.Deleted {
			found = append(found, r)
		}
	}
	return found
}

func (s *state) remove(kind, id string) bool {
	if s.index[indexKey(kind, id)] == nil {
		return false
	}
	delete(s.index, indexKey(kind, id))
	s.Records = slices.DeleteFunc(s.Records, func(r *record) bool { return r.Kind == kind && r.ID == id })
	return true
}

// count returns how often it was called before with a name.
func (s *state) count(name string) int64 {
	n := s.Counters[name]
	s.Counters[name]++
	return n
}

// random returns n random characters.
func (s *state) random(n int, alphabet string) string {
	r := rand.New(s.ids) // repeatable on purpose: these secrets open an imitation
	b := make([]byte, n)
	for i := range b {
		b[i] = alphabet[r.IntN(len(alphabet))]
	}
	return string(b)
}

const (
	base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	hex    = "0123456789abcdef"
)

// newID returns an id of the length that vendor samples show.
func (s *state) newID() string { return s.random(27, base62) }

func (s *state) newUUID() string {
	return fmt.Sprintf("%s-%s-4%s-a%s-%s",
		s.random(8, hex), s.random(4, hex), s.random(3, hex), s.random(3, hex), s.random(12, hex))
}

func (s *state) shuffle(list []any) {
	r := rand.New(s.order) // repeatable on purpose
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

// Objects returns copies of the objects of a kind that exist, in order of creation, with secrets as stored.
func (m *Mock) Objects(kind string) []Object {
	m.mu.Lock()
	defer m.mu.Unlock()
	var objects []Object
	for _, r := range m.state.all(kind) {
		objects = append(objects, clone(r.Data))
	}
	return objects
}

// Object returns a copy of one object. A deleted one is still there, with status 4. The id of an
// app_integrity_config is "<version>/<config_id>".
func (m *Mock) Object(kind, id string) (Object, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r := m.state.index[indexKey(kind, id)]
	if r == nil {
		return nil, false
	}
	o := clone(r.Data)
	if r.Deleted {
		o["status"] = int64(statusDeleted)
	}
	return o, true
}

// Put adds an object behind everybody's back and returns its id. What the service would fill in (id, times, defaults)
// is filled in, unless o has it. It panics on an unknown kind and on an id that is taken: both are mistakes in a test.
func (m *Mock) Put(kind string, o Object) string {
	o, err := normal(o)
	if err != nil {
		panic("mockapi: " + err.Error())
	}
	var id string
	m.mutate(func() { id, err = m.put(kind, o) })
	if err != nil {
		panic("mockapi: " + err.Error())
	}
	return id
}

func (m *Mock) put(kind string, o Object) (string, error) {
	var id string
	switch kind {
	case KindAppIntegrityConfig:
		id = m.fillConfig(o)
	case KindConnectionLog:
		id = m.fillLog(o)
	default:
		k := m.kinds[kind]
		if k == nil {
			return "", fmt.Errorf("unknown kind of object %q", kind)
		}
		m.fillEdge(k, o, consoleUser())
		id = k.id(o)
	}
	if m.state.index[indexKey(kind, id)] != nil {
		return "", fmt.Errorf("putting a %s: id %q is taken", kind, id)
	}
	m.state.add(kind, id, o)
	return id, nil
}

// Change sets fields of an object behind everybody's back; a nil value removes a field. The time of the last change
// and who made it follow, as do the defaults of the service.
func (m *Mock) Change(kind, id string, fields Object) error {
	fields, err := normal(fields)
	if err != nil {
		return err
	}
	m.mutate(func() { err = m.change(kind, id, fields) })
	return err
}

func (m *Mock) change(kind, id string, fields Object) error {
	r := m.state.live(kind, id)
	if r == nil {
		return fmt.Errorf("changing a %s: no object with id %q", kind, id)
	}
	for name, value := range fields {
		if value == nil {
			delete(r.Data, name)
		} else {
			r.Data[name] = value
		}
	}
	if k := m.kinds[kind]; k != nil {
		m.touch(k, r.Data, consoleUser())
	}
	return nil
}

// Remove makes an object vanish altogether: not deleted, but as if it had never been.
func (m *Mock) Remove(kind, id string) error {
	removed := false
	m.mutate(func() { removed = m.state.remove(kind, id) })
	if !removed {
		return fmt.Errorf("removing a %s: no object with id %q", kind, id)
	}
	return nil
}

// mutate changes the state and tells that it has changed.
func (m *Mock) mutate(change func()) {
	func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		change()
	}()
	m.opts.OnChange()
}
