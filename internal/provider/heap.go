package provider

import (
	"math"
	"runtime"
	"runtime/debug"
)

// spareHeap is how much the process allocates between two garbage collections, besides what is in use.
const spareHeap = 64 << 20

// SpareHeap makes the garbage collector rarer while little memory is in use, until release is called. The plugin
// libraries allocate two to three megabytes for each object of a plan, of which hardly anything stays, and with little
// in use the collector would run for every few objects. It begins anew when the heap has doubled, so a block that
// nobody ever touches, and that takes no memory for this reason, lets it wait. GOGC, if set, works on top of it; and
// unlike a higher GOGC it does not multiply what a large tenant needs. It does nothing where GOMEMLIMIT is set: who limits the
// memory wants the collector to run, and the block counts against the limit although it takes no memory.
func SpareHeap() (release func()) {
	if debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return func() {}
	}
	block := make([]byte, spareHeap)
	return func() { runtime.KeepAlive(block) }
}
