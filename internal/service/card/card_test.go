package card_test

import (
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestCard_layoutOfJSON: JSON that comes back in another layout is no drift, and another layout in the configuration does not
// replace the card; other JSON does.
func TestCard_layoutOfJSON(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, "zerotrust_card", "")
	const config = `{"name":"n","data":"{ \"a\": 1, \"b\": [2] }"}`
	acctest.Quiet(t, l.Apply(t.Context(), config))
	id := acctest.TextOf(t, l.Attributes()["id"])
	if err := s.Change(mockapi.KindCard, id, mockapi.Object{"data": `{"b":[2],"a":1}`}); err != nil {
		t.Fatal(err)
	}
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, config)
	s.ResetJournal()
	acctest.Quiet(t, l.Apply(t.Context(), `{"name":"n","data":"{\"a\":1,\"b\":[2]}"}`))
	if got := s.Operations(); len(got) > 0 {
		t.Errorf("another layout makes the requests %v", got)
	}
	if plan := l.Plan(t.Context(), `{"name":"n","data":"{\"a\":1,\"b\":[3]}"}`); len(plan.RequiresReplace) != 1 {
		t.Errorf("other JSON replaces because of %v", plan.RequiresReplace)
	}
}
