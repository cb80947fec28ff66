package killpoints_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/lifetest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/nouns"
)

// noun is one kind of managed resource on one kind of run.
type noun struct {
	lifetest.Noun
	lifetest.Kill
}

// runs returns all of them by name.
func runs() map[string]noun {
	all := map[string]noun{}
	for _, n := range nouns.All() {
		if n.TypeName == "zerotrust_group_settings" { // they make and end nothing: the next apply sets again what a killed one has set
			continue
		}
		for _, k := range n.Runs() {
			name := strings.TrimPrefix(n.TypeName, "zerotrust_")
			if k.Name != "" {
				name += ", " + k.Name
			}
			all[name] = noun{n, k}
		}
	}
	return all
}

// member says that the noun is part of an object that is there before.
func (n noun) member() bool { return len(n.Before) > 0 }

// rule is the object that gets a member, for the caller to change.
func (n noun) rule() mockapi.Object {
	rule := maps.Clone(n.Before[0].Object)
	for name, value := range rule {
		if list, ok := value.([]any); ok {
			rule[name] = slices.Clone(list)
		}
	}
	return rule
}

// rig returns the services as they are before the noun is made.
func (n noun) rig(t *testing.T) *rig {
	t.Helper()
	r := newRig(t)
	n.Prepare(r.Services)
	return r
}
