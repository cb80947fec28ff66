package nouns_test

import (
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
)

// TestLife holds every noun to the claims of the life.
func TestLife(t *testing.T) {
	t.Parallel()
	for _, n := range nouns.Lives() {
		t.Run(strings.TrimPrefix(n.TypeName, "zerotrust_"), func(t *testing.T) {
			t.Parallel()
			lifetest.Run(t, n)
		})
	}
}
