// Mockserver serves in-memory imitations of Lacework Edge, AppTego and Zequenze GATE, so that the provider can be tried
// without an account:
//
//	go run ./tools/mockserver -state mock.json
//
// It prints the environment variables that point the provider at it, then serves until it is interrupted.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends the process at once
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "mockserver:", err)
		os.Exit(1)
	}
}

type settings struct {
	addr, state string
	options     mockapi.Options
}

// run serves until ctx ends.
func run(ctx context.Context, args []string, stdout io.Writer) error {
	set, err := parse(args, stdout)
	if errors.Is(err, flag.ErrHelp) {
		return nil
	}
	if err != nil {
		return err
	}
	file := newStateFile(set.state)
	set.options.OnChange = file.changed
	mock, err := mockapi.New(set.options)
	if err != nil {
		return err
	}
	mock.PutPeople() // who is there before the first run
	if err := file.load(mock); err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", set.addr)
	if err != nil {
		return err
	}
	saved := make(chan error, 1)
	saving, stopSaving := context.WithCancel(context.WithoutCancel(ctx))
	defer stopSaving()
	go func() { saved <- file.keep(saving, mock) }()

	announce(stdout, mock, listener.Addr())
	served := serve(ctx, mock, listener)
	stopSaving()
	fmt.Fprintf(stdout, "# served %d requests, %d of them broke the contract\n", len(mock.Journal()), len(mock.Violations()))
	return errors.Join(served, <-saved)
}

func parse(args []string, output io.Writer) (settings, error) {
	var set settings
	flags := flag.NewFlagSet("mockserver", flag.ContinueOnError)
	flags.SetOutput(output)
	flags.StringVar(&set.addr, "addr", "127.0.0.1:0", "address to listen on; without a host it is 127.0.0.1")
	flags.StringVar(&set.state, "state", "", "file that keeps the state between runs; it holds secrets")
	flags.DurationVar(&set.options.Latency, "latency", 0, "time before each answer, as in 50ms")
	mask := flags.String("mask", "last4", "how AppTego shows secrets: last4 or marked")
	flags.BoolVar(&set.options.Undocumented, "undocumented", false, "serve the contract's candidate operations too")
	flags.Uint64Var(&set.options.Seed, "seed", 0, "decides ids and the order of lists; 0 is a fixed default")
	if err := flags.Parse(args); err != nil {
		return set, err
	}
	if flags.NArg() > 0 {
		return set, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	switch *mask {
	case "last4":
		set.options.Mask = mockapi.MaskLastFour
	case "marked":
		set.options.Mask = mockapi.MaskMarked
	default:
		return set, fmt.Errorf("-mask is last4 or marked, not %q", *mask)
	}
	host, port, err := net.SplitHostPort(set.addr)
	if err != nil {
		return set, fmt.Errorf("-addr: %w", err)
	}
	if host == "" {
		set.addr = net.JoinHostPort("127.0.0.1", port) // everybody's network is something to ask for by name
	}
	return set, nil
}

// announce prints lines that can be pasted into a shell.
func announce(w io.Writer, mock *mockapi.Mock, addr net.Addr) {
	base := "http://" + addr.String()
	fmt.Fprintf(w, "# serving Lacework Edge, AppTego and Zequenze GATE on %s; Ctrl-C stops it\n", base)
	for _, line := range mock.Environ(base) {
		name, value, _ := strings.Cut(line, "=")
		fmt.Fprintf(w, "export %s='%s'\n", name, strings.ReplaceAll(value, "'", `'\''`))
	}
}

func serve(ctx context.Context, handler http.Handler, listener net.Listener) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		if err := server.Shutdown(grace); err != nil {
			stopped <- server.Close() // a client that keeps its request open does not keep the server
			return
		}
		stopped <- nil
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}
