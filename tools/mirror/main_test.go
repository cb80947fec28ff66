package main

import (
	"io"
	"testing"
)

func TestMistakes(t *testing.T) {
	t.Parallel()

	for _, args := range [][]string{
		{}, {"-version", "new"}, {"-nothing"}, {"-version", "0.1.0", "-to", t.TempDir(), "-platforms", "linux"},
	} {
		if err := run(t.Context(), args, io.Discard); err == nil {
			t.Errorf("%q: no error", args)
		}
	}
}
