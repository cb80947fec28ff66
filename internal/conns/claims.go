package conns

import (
	"maps"
	"slices"
	"sync"
)

// Claims notes how a configuration manages the lists of access rules: as a whole, or by their members. Both for one list
// would undo each other, and whoever comes later can tell. It lives as long as one configured provider: one plan or one
// apply. It is safe for concurrent use.
type Claims struct {
	mu    sync.Mutex
	lists map[claimed]*claim
}

type claimed struct{ accessID, list string }

type claim struct {
	whole   bool
	members map[string]bool
}

// of returns the claim to a list. The caller holds the lock.
func (c *Claims) of(accessID, list string) *claim {
	if c.lists == nil {
		c.lists = map[claimed]*claim{}
	}
	key := claimed{accessID, list}
	if c.lists[key] == nil {
		c.lists[key] = &claim{members: map[string]bool{}}
	}
	return c.lists[key]
}

// Claim notes that a list of a rule is managed as a whole. It returns the members that were noted before, sorted.
func (c *Claims) Claim(accessID, list string) (members []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	claim := c.of(accessID, list)
	claim.whole = true
	return slices.Sorted(maps.Keys(claim.members))
}

// Join notes a member of a list of a rule. It says whether the list was noted as managed as a whole before.
func (c *Claims) Join(accessID, list, member string) (whole bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	claim := c.of(accessID, list)
	claim.members[member] = true
	return claim.whole
}
