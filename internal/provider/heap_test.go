package provider_test

import (
	"math"
	"runtime"
	"runtime/debug"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// TestSpareHeap_memoryLimit: where GOMEMLIMIT is set, nothing counts against it that nobody uses.
func TestSpareHeap_memoryLimit(t *testing.T) { //nolint:paralleltest // the limit is that of the process
	allocated := func() uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		release := provider.SpareHeap()
		runtime.ReadMemStats(&after)
		release()
		return after.TotalAlloc - before.TotalAlloc
	}
	set := debug.SetMemoryLimit(-1)
	t.Cleanup(func() { debug.SetMemoryLimit(set) })
	debug.SetMemoryLimit(math.MaxInt64) // what it is without GOMEMLIMIT
	if got := allocated(); got < 64<<20 {
		t.Errorf("without a limit it is %d bytes", got)
	}
	debug.SetMemoryLimit(1 << 40)
	if got := allocated(); got >= 64<<20 {
		t.Errorf("with a limit it is %d bytes", got)
	}
}
