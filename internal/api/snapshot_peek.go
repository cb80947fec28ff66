package api

// Peek returns an object if Read would return it from a list at once. It never makes or awaits a request. A nil Snapshot
// has no list.
func (s *Snapshot[T]) Peek(id string) (object T, ok bool) {
	if s == nil {
		return object, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.batch.off || !s.batch.proven || s.list == nil || !s.list.recent() {
		return object, false
	}
	found, ok := s.list.byID[id]
	if !ok || !s.knows(s.list, id) {
		return object, false
	}
	s.list.served++
	return *found, true
}
