package main

import (
	"slices"
	"testing"
)

func TestParse(t *testing.T) {
	t.Parallel()

	const output = `{"Action":"start","Package":"p/a"}
{"Action":"output","Package":"p/a","Output":"FuzzOne\n"}
{"Action":"output","Package":"p/a","Output":"FuzzTwo\n"}
{"Action":"output","Package":"p/a","Output":"ok  \tp/a\t0.1s\n"}
{"Action":"output","Package":"p/b","Output":"?   \tp/b\t[no test files]\n"}
{"Action":"output","Package":"p/c","Output":"FuzzOne\n"}
`

	got, err := parse(output)
	if want := []target{{"p/a", "FuzzOne"}, {"p/a", "FuzzTwo"}, {"p/c", "FuzzOne"}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("found %v, %v, want %v", got, err, want)
	}

	if _, err := parse("no JSON\n"); err == nil {
		t.Error("what is no JSON was read")
	}
}
