// Command cli finds the Terraform-compatible command line tool for this machine (see package internal/cli). Alone it
// prints the tool's path. With a command it runs that command in the environment of the acceptance tests: the tool
// that was found, and nothing of the user's own settings.
//
//	go run ./tools/cli [-tofu] [command [argument...]]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/cli"
)

func main() {
	tofu := flag.Bool("tofu", false, "use OpenTofu, whatever the PATH offers")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)

	err := run(ctx, *tofu, flag.Args())

	stop()

	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		os.Exit(exit.ExitCode())
	}

	if err != nil {
		fmt.Fprintln(os.Stderr, "Error:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, tofu bool, command []string) error {
	find := cli.Find
	if tofu {
		find = cli.Tofu
	}

	found, err := find(ctx, ".", os.Stderr)
	if err != nil {
		return err
	}

	if len(command) == 0 {
		_, err = fmt.Println(found.Path)

		return err
	}

	fmt.Fprintf(os.Stderr, "Using %s (%s).\n", found, found.Path)

	// No context: a Ctrl-C reaches the command by itself, and it deserves the time to clean up.
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Env = found.AcceptanceEnviron()
	cmd.Stdout = os.Stdout
	cmd.Stderr = os.Stderr

	return cmd.Run()
}
