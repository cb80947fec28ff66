// Command provider is the provider as the benchmark looks into it; what is released has none of this. Environment
// variables say what is wanted:
//
//	BENCH_MEMORY   file of answers: the services are answered from memory, without any I/O. This is the floor.
//	BENCH_PROFILE  directory that gets a CPU profile, a heap profile and a list of the goroutines at the end.
//
// With the argument "probe" it does what an unused provider does (schema, then Configure), prints how long that took
// since the process began to run its own code, and ends.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strconv"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/intent"
	zerotrust "github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

func main() {
	if err := run(context.Background()); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context) error {
	zerotrust.MatchLogLevel() // as in the main of what is released
	defer zerotrust.SpareHeap()()
	if len(os.Args) > 1 && os.Args[1] == "probe" {
		return probe(ctx)
	}
	if file := os.Getenv("BENCH_MEMORY"); file != "" {
		if err := answerFromMemory(file); err != nil {
			return err
		}
	}
	if dir := os.Getenv("BENCH_PROFILE"); dir != "" {
		stop, err := profile(dir)
		if err != nil {
			return err
		}
		defer stop()
	}
	records := &intent.Process{}
	defer records.Close()
	return tf6server.Serve(zerotrust.Address, zerotrust.NewRecordedServer("bench", records, zerotrust.Options{}))
}

// goroutines tells what still runs: whatever the process has begun and not ended keeps memory.
func goroutines(name string) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := pprof.Lookup("goroutine").WriteTo(file, 1); err != nil {
		return err
	}
	return file.Close()
}

// profile starts a CPU profile. stop ends it and adds a heap profile and a list of goroutines.
func profile(dir string) (stop func(), err error) {
	name := filepath.Join(dir, strconv.Itoa(os.Getpid()))
	cpu, err := os.Create(name + ".cpu")
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(cpu); err != nil {
		return nil, err
	}
	return func() {
		pprof.StopCPUProfile()
		_ = cpu.Close()
		if err := errors.Join(heap(name+".heap"), goroutines(name+".goroutines")); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}, nil
}

func heap(name string) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	runtime.GC() // so that it shows what is live
	if err := pprof.WriteHeapProfile(file); err != nil {
		return err
	}
	return file.Close()
}
