package provider_test

import (
	"syscall"
	"testing"
	"time"
)

// cpu returns the processor time of this process.
func cpu(b *testing.B) time.Duration {
	process, err := syscall.GetCurrentProcess()
	if err != nil {
		b.Fatal(err)
	}
	var created, ended, kernel, user syscall.Filetime
	if err := syscall.GetProcessTimes(process, &created, &ended, &kernel, &user); err != nil {
		b.Fatal(err)
	}
	const unit = 100 * time.Nanosecond
	ticks := func(t syscall.Filetime) time.Duration {
		return time.Duration(t.HighDateTime)<<32 + time.Duration(t.LowDateTime)
	}
	return (ticks(kernel) + ticks(user)) * unit
}
