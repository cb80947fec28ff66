package access_test

import (
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// TestAccess_endTimeInATimeZone: the service keeps a moment, and state the spelling of the configuration.
func TestAccess_endTimeInATimeZone(t *testing.T) {
	t.Parallel()
	const config = `{"end_time":"2100-01-01T01:00:00+01:00"}`
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, "zerotrust_access", "")
	acctest.Quiet(t, l.Apply(t.Context(), config))
	rule := s.Only(t, mockapi.KindAccess)
	if got, want := rule["end_time"], int64(4102444800000); got != want {
		t.Errorf("the service keeps %v, want %d", got, want)
	}
	l.NothingToDo(t, config)
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, config)
	if got := acctest.TextOf(t, l.Attributes()["end_time"]); got != "2100-01-01T01:00:00+01:00" {
		t.Errorf("state has %q", got)
	}
	id, _ := rule["uuid"].(string)
	if err := s.Change(mockapi.KindAccess, id, mockapi.Object{"end_time": int64(4102444800001)}); err != nil {
		t.Fatal(err)
	}
	acctest.Quiet(t, l.Refresh(t.Context()))
	if got := acctest.TextOf(t, l.Attributes()["end_time"]); got != "2100-01-01T00:00:00.001Z" {
		t.Errorf("after a change state has %q", got)
	}
}
