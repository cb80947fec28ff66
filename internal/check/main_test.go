package check_test

import (
	"os"
	"strings"
	"testing"
)

// TestMain takes out of the environment what configures the provider, so that a developer's own settings decide nothing.
func TestMain(m *testing.M) {
	for _, setting := range os.Environ() {
		if name, _, _ := strings.Cut(setting, "="); strings.HasPrefix(name, "ZEROTRUST_") {
			_ = os.Unsetenv(name)
		}
	}
	os.Exit(m.Run())
}
