package acctest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// PrivateText returns a private state as the provider wrote it, a line for each key. What a CLI keeps holds each value in
// base64, so that a search for a secret in it would find nothing. A test that searches an empty one fails.
func PrivateText(t *testing.T, private []byte) string {
	t.Helper()
	var values map[string][]byte
	if err := json.Unmarshal(private, &values); err != nil {
		t.Fatalf("%s: %v", private, err)
	}
	if len(values) == 0 {
		t.Error("the private state is empty, so that this test would see nothing")
	}
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(values)) {
		fmt.Fprintf(&b, "%s %s\n", name, values[name])
	}
	return b.String()
}
