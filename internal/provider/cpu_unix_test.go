//go:build unix

package provider_test

import (
	"syscall"
	"testing"
	"time"
)

// cpu returns the processor time of this process: on a machine that does other things, elapsed time says little.
func cpu(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
