package provider_test

import (
	"fmt"
	"slices"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// converge is what a practitioner does next: the same again, now without trouble. What was made but not completed is
// tainted, so it is replaced, as a CLI does.
func (c *cell) converge(failed bool) {
	c.t.Helper()
	ctx := c.t.Context()
	if failed { // a CLI ends its provider with the run
		c.provider = c.begin()
		c.object.Protocol = c.provider
	}
	switch c.rpc {
	case "create", "read", "update", "delete":
	case "import":
		if failed { // a CLI keeps nothing of it
			c.object = c.provider.New(c.TypeName)
			c.must("importing again", c.object.Import(ctx, c.id, ""))
		}
	case "list", "data":
		if !failed && c.found != 1 {
			c.t.Errorf("%d objects were found, want 1", c.found)
		}
		if failed {
			c.must("listing again", c.act())
		}
		if c.found != 1 {
			c.t.Errorf("%d objects are found at last, want 1", c.found)
		}
	}
	if c.object.Exists(c.t) {
		c.must("refreshing", c.object.Refresh(ctx))
	}
	wanted := c.Minimal
	switch c.rpc {
	case "create":
		if failed && c.object.Exists(c.t) {
			c.must("destroying what is tainted", c.object.Apply(ctx, ""))
		}
	case "update":
		wanted = c.Changed
	case "delete":
		if c.object.Exists(c.t) {
			c.must("destroying again", c.object.Apply(ctx, ""))
		}
		c.left(c.stays)
		return
	}
	if !c.object.Exists(c.t) || len(c.object.Changes(c.object.Plan(ctx, wanted))) > 0 {
		c.must("applying again", c.object.Apply(ctx, wanted))
	}
	c.must("refreshing at last", c.object.Refresh(ctx))
	c.object.NothingToDo(c.t, wanted)
	c.left(1 + c.stays)
}

// left checks that the services hold so many objects of the noun, and that one of them is the one in state.
func (c *cell) left(want int) {
	c.t.Helper()
	if c.TypeName == "zerotrust_access_member" {
		c.leftMembers(want)
		return
	}
	var ids []string
	for _, o := range c.services.Objects(c.Kind) {
		if c.Kind == mockapi.KindToken && fmt.Sprint(o["status"]) != "2" {
			continue // revoked tokens stay listed
		}
		ids = append(ids, storedID(o))
	}
	if len(ids) != want {
		c.t.Errorf("the services hold %v at last, want %d", ids, want)
		return
	}
	if !c.object.Exists(c.t) {
		return
	}
	if id := acctest.TextOf(c.t, c.object.Attributes()["id"]); !slices.Contains(ids, id) {
		c.t.Errorf("in state is %q, the services hold %q", id, ids)
	}
}

func (c *cell) leftMembers(want int) {
	c.t.Helper()
	members := c.services.Only(c.t, mockapi.KindAccess)["user_list"]
	wanted := `["group:a","group:owners"]`
	if want == 0 {
		wanted = `["group:owners"]`
	}
	if got := acctest.SetJSON(c.t, members); got != wanted {
		c.t.Errorf("the rule has %s at last, want %s", got, wanted)
	}
}

// storedID returns the id of a stored object as state has it.
func storedID(o mockapi.Object) string {
	switch {
	case o["config_id"] != nil:
		return fmt.Sprintf("%v/%v", o["version"], o["config_id"])
	case o["unique_name"] != nil: // which the service finds a connector by
		return fmt.Sprint(o["unique_name"])
	case o["key"] != nil: // the same of a blob
		return fmt.Sprint(o["key"])
	case o["uuid"] != nil:
		return fmt.Sprint(o["uuid"])
	}
	return fmt.Sprint(o["id"])
}
