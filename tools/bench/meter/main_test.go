package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// TestRun changes the environment, hence it is not parallel.
func TestRun(t *testing.T) {
	dir := t.TempDir()
	script := filepath.Join(dir, "provider")
	if err := os.WriteFile(script, []byte("#!/bin/sh\nexit 3\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("BENCH_PROVIDER", script)
	t.Setenv("BENCH_USAGE", dir)
	args := os.Args
	os.Args = os.Args[:1]
	t.Cleanup(func() { os.Args = args })
	code, err := run()
	if err != nil || code != 3 {
		t.Fatalf("exit code %d, error %v", code, err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(files) != 1 {
		t.Fatalf("files %v, error %v", files, err)
	}
	text, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	var got usage
	if err := json.Unmarshal(text, &got); err != nil || got.CPU < 0 {
		t.Errorf("usage %s, error %v", text, err)
	}
}
