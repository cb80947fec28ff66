package main

import (
	"os"
	"syscall"
)

// peak returns the most resident memory that a process had.
func peak(state *os.ProcessState) int64 {
	if used, ok := state.SysUsage().(*syscall.Rusage); ok {
		return used.Maxrss * 1024
	}
	return 0
}
