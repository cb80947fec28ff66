package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"strconv"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/cli"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const version = "0.1.0" // of the provider in the mirror; the constraint of the quickstart takes it

// demo is one run. All its files are below dir.
type demo struct {
	out   io.Writer
	dir   string
	cli   cli.CLI
	env   []string // of the CLI
	race  bool     // the provider watches itself for races
	steps int
}

func (d *demo) home() string     { return filepath.Join(d.dir, "home") }
func (d *demo) mirror() string   { return filepath.Join(d.dir, "mirror") }
func (d *demo) project() string  { return filepath.Join(d.dir, "quickstart") }
func (d *demo) exported() string { return filepath.Join(d.dir, "exported") }

// address is where the CLI looks for the provider if its source is written without a host.
func (d *demo) address() string {
	return path.Join(d.cli.ProviderHost(), cli.Namespace, "zerotrust")
}

// provider is where the provider is built: the place that it has in a filesystem mirror.
func (d *demo) provider() string {
	return d.cli.Mirrored(d.mirror(), version, runtime.GOOS+"_"+runtime.GOARCH)
}

// buildProvider builds the provider.
func (d *demo) buildProvider(ctx context.Context) error {
	// VCS stamping is off because the repository may belong to another user, as in a container.
	args := []string{"build", "-buildvcs=false", "-ldflags=-s -w -X main.version=" + version, "-o", d.provider()}
	if d.race {
		args = append(args, "-race")
	}

	build := exec.CommandContext(ctx, "go", append(args, ".")...)
	build.Stdout = d.out
	build.Stderr = d.out
	build.Env = append(os.Environ(), "GOTMPDIR="+d.dir) // which goes with the rest if the build is interrupted

	if d.race {
		fmt.Fprintln(d.out, "$ go build -race")
	} else {
		fmt.Fprintln(d.out, "$ go build")
	}

	if err := build.Run(); err != nil {
		return fmt.Errorf("building the provider: %w", err)
	}

	return nil
}

// prepare copies the example and sets up the environment of the CLI: the services given, and nothing of the user's.
func (d *demo) prepare(services []string) error {
	if err := os.Mkdir(d.home(), 0o700); err != nil {
		return err
	}

	if err := os.CopyFS(d.project(), os.DirFS(filepath.Join("examples", "quickstart"))); err != nil {
		return fmt.Errorf("copying the example: %w", err)
	}

	config := filepath.Join(d.dir, "cli.tfrc")

	// Without a "direct" block nothing can be installed from the network.
	text := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path    = %s\n    include = [%s]\n  }\n}\n",
		strconv.Quote(d.mirror()), strconv.Quote(d.address()))
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		return err
	}

	d.env = append(cli.Environ(),
		"HOME="+d.home(),
		"TF_CLI_CONFIG_FILE="+config,
		"TF_CLI_ARGS=-no-color",
		"TF_INPUT=0",
		"TF_VAR_android_decryption_key="+randomKey(),
		"TF_VAR_android_verification_key="+randomKey(),
	)
	d.env = append(d.env, services...)

	if d.race { // the CLI hands its environment on to the provider, whose standard error it keeps to itself
		d.env = append(d.env, "GORACE=halt_on_error=1 exitcode=66 log_path="+d.raceLog())
	}

	return nil
}

func (d *demo) raceLog() string { return filepath.Join(d.dir, "race") }

// races returns what the race detector has written, as an error. Each process of the provider has a file of its own.
func (d *demo) races() error {
	files, err := filepath.Glob(d.raceLog() + ".*")
	if err != nil {
		return err
	}

	var found []error

	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}

		if len(text) > 0 {
			found = append(found, fmt.Errorf("the race detector found:\n%s", text))
		}
	}

	return errors.Join(found...)
}

func randomKey() string {
	key := make([]byte, 32)
	_, _ = rand.Read(key) // it never fails

	return base64.StdEncoding.EncodeToString(key)
}

// startMock serves the imitated services on a free port of this machine until stop is called.
func startMock() (mock *mockapi.Mock, base string, stop func(), err error) {
	mock, err = mockapi.New(mockapi.Options{})
	if err != nil {
		return nil, "", nil, err
	}

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, "", nil, err
	}

	server := &http.Server{Handler: mock, ReadHeaderTimeout: 10 * time.Second}
	done := make(chan struct{})

	go func() {
		defer close(done)

		_ = server.Serve(listener) // ends when it is closed
	}()

	stop = func() {
		_ = server.Close()
		<-done
	}

	return mock, "http://" + listener.Addr().String(), stop, nil
}
