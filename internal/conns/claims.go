package conns

import "sync"

// Claims notes which lists of which access rules a configuration manages as a whole, so that the additive form of the same
// list can be refused. It lives as long as one configured provider: one plan or one apply.
type Claims struct {
	mu    sync.Mutex
	lists map[[2]string]bool
}

// Claim notes that a list of a rule is managed as a whole.
func (c *Claims) Claim(accessID, list string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.lists == nil {
		c.lists = map[[2]string]bool{}
	}
	c.lists[[2]string{accessID, list}] = true
}

// Claimed says whether a list of a rule is managed as a whole.
func (c *Claims) Claimed(accessID, list string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.lists[[2]string{accessID, list}]
}
