package api

import (
	"fmt"
	"path"
	"runtime"
	"strings"
)

// maxFrames is how many functions a PanicError names.
const maxFrames = 24

// PanicError is a panic that was caught. It holds no value of the program: of what the panic was called with, only the
// texts of the Go runtime, which name types and numbers; of the stack, only functions and lines.
type PanicError struct {
	// What says what kind of panic it was.
	What string
	// Stack names the functions, innermost first, as "package.function (file.go:12)".
	Stack []string
}

// Caught describes a panic. It must be called by the deferred function that recovered it, where the stack of the panic
// can still be seen.
func Caught(recovered any) *PanicError {
	return &PanicError{What: panicked(recovered), Stack: stack()}
}

// Error is one line, without the stack.
func (e *PanicError) Error() string { return "panic: " + e.What }

func panicked(recovered any) string {
	if known, ok := recovered.(runtime.Error); ok {
		return known.Error()
	}
	// A text may have been put together from a request or an answer.
	return fmt.Sprintf("a value of type %T, which is not shown", recovered)
}

// stack returns the functions below the panic. Those of the Go runtime are left out.
func stack() []string {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])]) // without Callers, stack and Caught
	var names []string
	panicking := false
	for {
		frame, more := frames.Next()
		switch {
		case frame.Function == "runtime.gopanic":
			panicking, names = true, nil // what came before is the deferred function
		case strings.HasPrefix(frame.Function, "runtime."):
		default:
			names = append(names, fmt.Sprintf("%s (%s:%d)", path.Base(frame.Function), path.Base(frame.File), frame.Line))
		}
		if !more || panicking && len(names) == maxFrames {
			return names
		}
	}
}
