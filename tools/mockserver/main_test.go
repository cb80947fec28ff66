package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// process is a run of the command.
type process struct {
	t      *testing.T
	stop   context.CancelFunc
	done   chan error
	output *bufio.Reader
	env    map[string]string
}

func launch(t *testing.T, args ...string) *process {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	t.Cleanup(stop)
	r, w := io.Pipe()
	p := &process{t: t, stop: stop, done: make(chan error, 1), output: bufio.NewReader(r), env: map[string]string{}}
	go func() {
		err := run(ctx, args, w)
		_ = w.CloseWithError(err)
		p.done <- err
	}()
	if banner := p.line(); !strings.HasPrefix(banner, "# serving ") {
		t.Fatalf("banner %q", banner)
	}
	for range 10 {
		name, value, ok := strings.Cut(strings.TrimPrefix(p.line(), "export "), "=")
		if !ok || !strings.HasPrefix(value, "'") || !strings.HasSuffix(value, "'") {
			t.Fatalf("%s=%s cannot be pasted", name, value)
		}
		p.env[name] = strings.Trim(value, "'")
	}
	return p
}

func (p *process) line() string {
	p.t.Helper()
	line, err := p.output.ReadString('\n')
	if err != nil {
		p.t.Fatal(err)
	}
	return strings.TrimSuffix(line, "\n")
}

// end interrupts the run and returns its last line.
func (p *process) end() string {
	p.t.Helper()
	p.stop()
	last := p.line()
	if err := <-p.done; err != nil {
		p.t.Fatal(err)
	}
	return last
}

// send posts an event to GATE, the service that needs no login.
func (p *process) send(body string) int {
	p.t.Helper()
	r, err := http.NewRequestWithContext(p.t.Context(), http.MethodPost,
		p.env["ZEROTRUST_GATE_ENDPOINT"]+"/device_app_connection_log/", strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+p.env["ZEROTRUST_GATE_API_TOKEN"])
	r.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, response.Body)
	return response.StatusCode
}

const event = `{"device_id":"d","application_id":"a","connection_type":"established","status":"success",` +
	`"timestamp":"2024-01-15T14:30:25Z"}`

func TestStateOutlivesTheServer(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "state.json")
	p := launch(t, "-state", file, "-seed", "3", "-mask", "marked", "-undocumented", "-latency", "1ms")
	if !strings.HasPrefix(p.env["ZEROTRUST_EDGE_ENDPOINT"], "http://127.0.0.1:") {
		t.Errorf("serving on %s", p.env["ZEROTRUST_EDGE_ENDPOINT"])
	}
	if status := p.send(event); status != 201 {
		t.Errorf("status %d", status)
	}
	if status := p.send("{}"); status != 400 {
		t.Errorf("status %d", status)
	}
	// The file follows while the server runs.
	deadline := time.After(5 * time.Second)
	for !holds(file, `"application_id": "a"`) {
		tick := time.NewTimer(5 * time.Millisecond)
		select {
		case <-tick.C:
		case <-deadline:
			t.Fatal("the state is not written")
		}
	}
	if last := p.end(); last != "# served 2 requests, 1 of them broke the contract" {
		t.Errorf("last line %q", last)
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("left behind: %v, %v", entries, err)
	}

	p = launch(t, "-state", file)
	p.send(event)
	p.end()
	mock, err := mockapi.New(mockapi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	snapshot, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := mock.Restore(snapshot); err != nil {
		t.Fatal(err)
	}
	if logs := mock.Objects(mockapi.KindConnectionLog); len(logs) != 2 || logs[1]["id"] != int64(10001) {
		t.Errorf("logs: %v", logs)
	}
}

func holds(file, text string) bool {
	raw, err := os.ReadFile(file)
	return err == nil && strings.Contains(string(raw), text)
}

func TestShutdownWithoutState(t *testing.T) {
	t.Parallel()
	if last := launch(t, "-addr", ":0").end(); last != "# served 0 requests, 0 of them broke the contract" {
		t.Errorf("last line %q", last)
	}
}

func TestMistakes(t *testing.T) {
	t.Parallel()
	garbage := filepath.Join(t.TempDir(), "garbage.json")
	if err := os.WriteFile(garbage, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"-mask", "none"}, {"-nothing"}, {"extra"}, {"-addr", "here"}, {"-addr", "127.0.0.1:99999"}, {"-state", garbage},
		{"-state", t.TempDir()},
	} {
		if err := run(t.Context(), args, io.Discard); err == nil {
			t.Errorf("%q: no error", args)
		}
	}
	if err := run(t.Context(), []string{"-h"}, io.Discard); err != nil {
		t.Errorf("help: %v", err)
	}
}

func TestUnwritableState(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := run(ctx, []string{"-state", filepath.Join(t.TempDir(), "no", "such", "dir.json")}, io.Discard); err == nil {
		t.Error("no error")
	}
}
