// Command meter stands in for a provider executable: it starts the one that BENCH_PROVIDER names, lets the command line
// tool talk to it, and writes what the process used into the directory that BENCH_USAGE names. The tool starts its
// providers itself, so only their parent learns what each of them used. It is small, to add next to nothing.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// usage is what one process used.
type usage struct {
	CPU  time.Duration `json:"cpu"`  // user and system
	Peak int64         `json:"peak"` // bytes of resident memory; 0 where the system does not tell
}

func main() {
	code, err := run()
	if err != nil {
		fmt.Fprintln(os.Stderr, "meter:", err)
		code = 1
	}
	os.Exit(code)
}

func run() (code int, err error) {
	cmd := exec.Command(os.Getenv("BENCH_PROVIDER"), os.Args[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	signal.Ignore(os.Interrupt) // as providers do: the tool tells them when to end
	terminate := make(chan os.Signal, 1)
	signal.Notify(terminate, syscall.SIGTERM)
	if err := cmd.Start(); err != nil {
		return 1, err
	}
	go func() {
		for s := range terminate {
			_ = cmd.Process.Signal(s) // it may have ended
		}
	}()
	err = cmd.Wait()
	if _, exited := errors.AsType[*exec.ExitError](err); err != nil && !exited {
		return 1, err
	}
	used := usage{CPU: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), Peak: peak(cmd.ProcessState)}
	text, err := json.Marshal(used)
	if err != nil {
		return 1, err
	}
	name := filepath.Join(os.Getenv("BENCH_USAGE"), strconv.Itoa(os.Getpid())+".json")
	return cmd.ProcessState.ExitCode(), os.WriteFile(name, text, 0o600)
}
