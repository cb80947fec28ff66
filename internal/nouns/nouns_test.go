package nouns_test

import (
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
)

// TestLife holds every noun to the claims of the life.
func TestLife(t *testing.T) {
	t.Parallel()
	server := acctest.NewServers()
	for _, n := range nouns.Lives() {
		t.Run(strings.TrimPrefix(n.TypeName, "zerotrust_"), func(t *testing.T) {
			t.Parallel()
			lifetest.Run(t, n, server)
		})
	}
}

// TestAccLife leads every noun through its life with a CLI, those apart that cannot be changed without undocumented operations.
func TestAccLife(t *testing.T) {
	t.Parallel()
	var documented, undocumented []lifetest.Noun
	for _, n := range nouns.Lives() {
		if n.Fixed {
			undocumented = append(undocumented, n)
		} else {
			documented = append(documented, n)
		}
	}
	for name, of := range map[string][]lifetest.Noun{"documented": documented, "undocumented": undocumented} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			lifetest.Accept(t, of, name == "undocumented")
		})
	}
}

// TestAccLife_newer is what needs Terraform 1.14; TestLife shows the same without a CLI.
func TestAccLife_newer(t *testing.T) {
	t.Parallel()
	for _, n := range nouns.Lives() {
		t.Run(strings.TrimPrefix(n.TypeName, "zerotrust_"), func(t *testing.T) {
			t.Parallel()
			lifetest.AcceptNewer(t, n)
		})
	}
}
