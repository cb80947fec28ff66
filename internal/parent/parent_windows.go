package parent

import "os"

// Wait returns when the process that is the parent has ended. If the system does not let it look, it never returns.
func Wait() {
	process, err := os.FindProcess(os.Getppid()) // a handle, so that it stays the same process when its number is used again
	if err == nil {
		_, err = process.Wait() // here that is possible for any process
	}
	if err != nil {
		select {}
	}
}
