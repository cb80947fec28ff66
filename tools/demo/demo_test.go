package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/cli"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

func TestAddressIsTheProviders(t *testing.T) {
	t.Parallel()

	d := demo{cli: cli.CLI{Product: cli.Terraform}}

	if got := d.address(); got != provider.Address {
		t.Errorf("address %s, but the provider's is %s", got, provider.Address)
	}
}

func TestDigest(t *testing.T) {
	t.Parallel()

	const output = "\n\nzerotrust_app.a: Refreshing state... [id=1]\n\nPlan: 1 to add\nzerotrust_app.a: Creating...\nzerotrust_app.a: Creation complete after 0s\nlast"

	for from, want := range map[string]string{
		"":      "\nPlan: 1 to add\nzerotrust_app.a: Creation complete after 0s\nlast\n",
		"Plan:": "Plan: 1 to add\nzerotrust_app.a: Creation complete after 0s\nlast\n",
	} {
		var got strings.Builder

		d := &digest{to: &got, from: from}

		// One byte at a time: the CLI need not write whole lines.
		for i := range output {
			if _, err := d.Write([]byte{output[i]}); err != nil {
				t.Fatal(err)
			}
		}

		d.flush()

		if got.String() != want {
			t.Errorf("from %q\n got: %q\nwant: %q", from, got.String(), want)
		}
	}
}

func TestRunChecksTheExitCode(t *testing.T) {
	t.Parallel()

	d := demo{out: io.Discard, dir: t.TempDir(), cli: cli.CLI{Path: filepath.Join(t.TempDir(), "terraform")}}

	if err := errors.Join(os.Mkdir(d.project(), 0o700), os.WriteFile(d.cli.Path, []byte("#!/bin/sh\nexit $1\n"), 0o700)); err != nil {
		t.Fatal(err)
	}

	if err := d.run(t.Context(), 2, "2"); err != nil {
		t.Error(err)
	}

	if err := d.run(t.Context(), 0, "2"); err == nil || !strings.Contains(err.Error(), "exit code 2, not 0") {
		t.Errorf("error: %v", err)
	}
}

func TestRaces(t *testing.T) {
	t.Parallel()

	d := demo{dir: t.TempDir()}

	if err := d.races(); err != nil {
		t.Error(err)
	}

	if err := os.WriteFile(d.raceLog()+".17", []byte("WARNING: DATA RACE"), 0o600); err != nil {
		t.Fatal(err)
	}

	if err := d.races(); err == nil || !strings.Contains(err.Error(), "DATA RACE") {
		t.Errorf("error: %v", err)
	}
}
