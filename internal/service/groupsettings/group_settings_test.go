package groupsettings_test

import (
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const typeName = "zerotrust_group_settings"

func services(t *testing.T) *acctest.Services {
	t.Helper()
	s := acctest.Start(t, mockapi.Options{})
	s.Put(mockapi.KindGroup, mockapi.Object{"uuid": "g1", "name": "Engineering", "description": "theirs", "tags": []any{"x"}, "data_source": 12})
	return s
}

// TestAdopt: what is configured is set, and what that overwrites is told; the rest of the group is left alone.
func TestAdopt(t *testing.T) {
	t.Parallel()
	s := services(t)
	l := s.Lifecycle(t, typeName, "")
	acctest.Says(t, l.Apply(t.Context(), `{"id":"g1","description":"ours","tags":["x","y"]}`), "warning: Existing Group Changed: ", "(g1)", `description "theirs"`, `tags "x"`)
	if sent := s.Bodies("updateGroup"); len(sent) != 1 || sent[0] != `{"uuid":"g1","group":{"description":"ours","tags":["x","y"]}}` {
		t.Errorf("the updates were %v", sent)
	}
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, `{"id":"g1","description":"ours","tags":["y","x"]}`)
	if err := s.Change(mockapi.KindGroup, "g1", mockapi.Object{"name": "Builders", "status": 3}); err != nil {
		t.Fatal(err)
	}
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, `{"id":"g1","description":"ours","tags":["y","x"]}`) // nobody configures them
	if err := s.Change(mockapi.KindGroup, "g1", mockapi.Object{"description": "drifted"}); err != nil {
		t.Fatal(err)
	}
	s.ResetJournal()
	acctest.Quiet(t, l.Refresh(t.Context()))
	acctest.Quiet(t, l.Apply(t.Context(), `{"id":"g1","description":"ours","tags":["y","x"]}`))
	s.Wrote(t, map[string]int{"updateGroup": 1})
}

// TestRemoved: what leaves the configuration is left as it is.
func TestRemoved(t *testing.T) {
	t.Parallel()
	s := services(t)
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), `{"id":"g1","description":"theirs","status":"ACTIVE"}`))
	s.ResetJournal()
	acctest.Quiet(t, l.Apply(t.Context(), `{"id":"g1"}`))
	acctest.Quiet(t, l.Refresh(t.Context()))
	l.NothingToDo(t, `{"id":"g1"}`)
	if group, _ := s.Object(mockapi.KindGroup, "g1"); group["description"] != "theirs" {
		t.Errorf("the group is %v", group)
	}
}

// TestDestroy: the group stays as it is, which the plan says.
func TestDestroy(t *testing.T) {
	t.Parallel()
	s := services(t)
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), `{"id":"g1","description":"theirs"}`))
	s.ResetJournal()
	acctest.Says(t, l.Apply(t.Context(), ""), "warning: Destroyed Object Stays as It Is", "g1")
	s.Wrote(t, map[string]int{})
	if l.Exists(t) {
		t.Error("it is in state")
	}
}

// TestAdopt_nothing: without a setting the group is managed and nothing is sent.
func TestAdopt_nothing(t *testing.T) {
	t.Parallel()
	s := services(t)
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), `{"id":"g1"}`))
	s.Wrote(t, map[string]int{})
	l.NothingToDo(t, `{"id":"g1"}`)
}

// TestImport finds all settings, and only of a group that is there.
func TestImport(t *testing.T) {
	t.Parallel()
	s := services(t)
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Import(t.Context(), "g1", ""))
	l.NothingToDo(t, `{"id":"g1","name":"Engineering","description":"theirs","status":"ACTIVE","tags":["x"]}`)
	acctest.Says(t, s.Lifecycle(t, typeName, "").Apply(t.Context(), `{"id":"nobody","description":"d"}`), "error: Unable to Create Group Settings", "getGroup")
	s.Wrote(t, map[string]int{})
}
