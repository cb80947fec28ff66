package main

import (
	"bytes"
	"strings"
	"testing"
)

// TestMain_asked: what a person types at the program itself is answered, and never started as a provider.
func TestMain_asked(t *testing.T) {
	t.Parallel()
	everyCommand := []string{"Usage:", "check", "export", "review", "-debug"}
	for _, test := range []struct {
		args    []string
		served  bool // by a CLI
		code    int
		out     []string
		problem []string
	}{
		{[]string{"help"}, false, 0, everyCommand, nil},
		{[]string{"-h"}, false, 0, everyCommand, nil},
		{[]string{"-help"}, false, 0, everyCommand, nil},
		{[]string{"--help"}, false, 0, everyCommand, nil},
		{[]string{"help", "export"}, false, 0, []string{"terraform-provider-zerotrust export"}, nil},
		{[]string{"help", "exprot"}, false, 2, nil, []string{`"exprot" is not a command`, "export"}},
		{[]string{"version"}, false, 0, []string{"terraform-provider-zerotrust dev\n"}, nil},
		{[]string{"-version"}, false, 0, []string{"terraform-provider-zerotrust dev\n"}, nil},
		{[]string{"--version"}, false, 0, []string{"terraform-provider-zerotrust dev\n"}, nil},
		{[]string{"exprot"}, false, 2, nil, []string{`"exprot" is not a command`, "export"}},
		{[]string{"exprot"}, true, 2, nil, []string{`"exprot" is not a command`, "export"}},
		{[]string{"-debug", "check"}, false, 2, nil, []string{`"check" after options`}},
		{[]string{"-unknown"}, false, 2, nil, append([]string{"-unknown"}, everyCommand...)},
		{nil, false, 1, nil, append([]string{"Terraform and OpenTofu start"}, everyCommand...)},
		{nil, true, serve, nil, nil},
		{[]string{"-debug"}, false, serve, nil, nil},
		{[]string{"-debug"}, true, serve, nil, nil},
	} {
		t.Run(strings.Join(test.args, " "), func(t *testing.T) {
			t.Parallel()
			var stdout, stderr bytes.Buffer
			debug, code := ask(test.args, test.served, &stdout, &stderr)
			if code != test.code {
				t.Errorf("the code is %d, want %d", code, test.code)
			}
			if wanted := code == serve && len(test.args) > 0; debug != wanted {
				t.Errorf("debug is %v, want %v", debug, wanted)
			}
			says(t, "standard output", stdout.String(), test.out)
			says(t, "standard error", stderr.String(), test.problem)
		})
	}
}

// says checks for texts, and for silence where none is wanted.
func says(t *testing.T, where, got string, wanted []string) {
	t.Helper()
	if len(wanted) == 0 && got != "" {
		t.Errorf("%s says %q, want nothing", where, got)
	}
	for _, text := range wanted {
		if !strings.Contains(got, text) {
			t.Errorf("%s does not say %q: %q", where, text, got)
		}
	}
}
