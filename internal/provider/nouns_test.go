package provider_test

import (
	"slices"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/provider"
)

// noun is a managed resource as the tests over all of them see it.
type noun struct{ lifetest.Noun }

func allNouns() []noun {
	var all []noun
	for _, n := range nouns.All() {
		all = append(all, noun{n})
	}
	return all
}

// TestNouns_areAll: a resource that is not in the table is in none of the tests that go through it.
func TestNouns_areAll(t *testing.T) {
	t.Parallel()
	var registered, listed []string
	for _, build := range provider.New("test", provider.Options{})().Resources(t.Context()) {
		registered = append(registered, resourceName(t, build()))
	}
	for _, n := range allNouns() {
		listed = append(listed, n.TypeName)
	}
	slices.Sort(registered)
	slices.Sort(listed)
	if !slices.Equal(registered, listed) {
		t.Errorf("the table has %v, the provider %v", listed, registered)
	}
}
