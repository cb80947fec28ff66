//go:build !windows

package parent

import (
	"os"
	"time"
)

// interval is short: until a provider has ended, the next run takes the creates of the one before for somebody else's.
const interval = 100 * time.Millisecond

// Wait returns when the process that was the parent at its call has ended: the system gives its children to another one. No
// signal is used, since the one that Linux has for this is sent when a thread of the parent ends.
func Wait() {
	first := os.Getppid()
	for range time.Tick(interval) {
		if os.Getppid() != first {
			return
		}
	}
}
