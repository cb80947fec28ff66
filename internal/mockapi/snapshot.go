package mockapi

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Snapshot returns the state of all three services as JSON: objects, sessions, counters. It holds secrets as stored.
// Options, faults and the journal are not part of it.
func (m *Mock) Snapshot() ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	ids, err := m.state.ids.MarshalBinary()
	if err != nil {
		return nil, fmt.Errorf("saving the source of ids: %w", err)
	}
	m.state.IDs = ids
	return json.MarshalIndent(m.state, "", "  ")
}

// Restore replaces the state by a snapshot.
func (m *Mock) Restore(snapshot []byte) error {
	s := newState(m.opts.Seed)
	d := json.NewDecoder(bytes.NewReader(snapshot))
	d.UseNumber()
	if err := d.Decode(s); err != nil {
		return fmt.Errorf("reading a snapshot: %w", err)
	}
	for _, rows := range [][]Object{s.Audit, s.Devices} {
		for _, row := range rows {
			exact(row)
		}
	}
	if len(s.IDs) > 0 {
		if err := s.ids.UnmarshalBinary(s.IDs); err != nil {
			return fmt.Errorf("restoring the source of ids: %w", err)
		}
	}
	for _, r := range s.Records {
		exact(r.Data)
		s.index[indexKey(r.Kind, r.ID)] = r
	}
	m.mutate(func() {
		// The journal stays, so the ids of requests must not begin again.
		s.Counters["requests"] = max(s.Counters["requests"], m.state.Counters["requests"])
		m.state = s
	})
	return nil
}
