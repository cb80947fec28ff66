package appcontrolpolicy_test

import (
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/acctest"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

const typeName = "zerotrust_app_control_policy"

// TestClearing: no update clears anything, so that what is taken away makes another object, and the plan says why. What is
// within a filter is no argument of its own, and what is not known yet may still have a value.
func TestClearing(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), `{"name":"n","description":"d","status":"SUSPENDED","app_filter":{"include_any":[{"all":["app:a"]}],"exclude_any":[{"all":["app:b"]}]}}`))
	const filter = `"app_filter":{"include_any":[{"all":["app:a"]}]}`
	for config, cleared := range map[string]string{
		`{"name":"n","status":"SUSPENDED",` + filter + `}`:                  "description",
		`{"name":"n","status":"SUSPENDED","description":"",` + filter + `}`: "description",
		`{"name":"n","description":"d",` + filter + `}`:                     "status",
		`{"name":"n","description":"d","status":"SUSPENDED"}`:               "app_filter",
	} {
		plan := l.Plan(t.Context(), config)
		acctest.Says(t, plan.Diagnostics, `warning at AttributeName("`+cleared+`"): Replaced to Clear an Argument: No update of the service clears `+cleared, `app control policy "n" (`)
		if len(plan.RequiresReplace) != 1 {
			t.Errorf("%s replaces because of %v", config, plan.RequiresReplace)
		}
	}
	unknown := l.Plan(t.Context(), `{"name":"n","description":"`+acctest.Unknown+`","status":"SUSPENDED",`+filter+`}`)
	if acctest.Quiet(t, unknown.Diagnostics); len(unknown.RequiresReplace) > 0 {
		t.Errorf("what is not known replaces because of %v", unknown.RequiresReplace)
	}
	s.ResetJournal()
	acctest.Quiet(t, l.Apply(t.Context(), `{"name":"n","description":"d","status":"SUSPENDED",`+filter+`}`))
	s.Wrote(t, map[string]int{"updateAppControlPolicy": 1})
}

// TestCreate_suspended: the service takes no SUSPENDED on creation, and the policy is in force at no moment.
func TestCreate_suspended(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	l := s.Lifecycle(t, typeName, "")
	acctest.Quiet(t, l.Apply(t.Context(), `{"name":"n","status":"SUSPENDED"}`))
	if sent := s.Bodies("createAppControlPolicy"); len(sent) != 1 || sent[0] != `{"name":"n","status":1}` {
		t.Errorf("the create was %v", sent)
	}
	s.Wrote(t, map[string]int{"createAppControlPolicy": 1, "updateAppControlPolicy": 1})
	l.NothingToDo(t, `{"name":"n","status":"SUSPENDED"}`)
}

// TestChildren: the policies of an app control policy are read by id, and are in no list and in no import of policies.
func TestChildren(t *testing.T) {
	t.Parallel()
	s := acctest.Start(t, mockapi.Options{})
	s.Put(mockapi.KindPolicy, mockapi.Object{"uuid": "own", "name": "twin"})
	s.Put(mockapi.KindPolicy, mockapi.Object{"uuid": "child", "name": "twin", "parent_app_control_policy_uuid": "parent"})
	l := s.Lifecycle(t, "zerotrust_policy", "")
	acctest.Says(t, l.Import(t.Context(), "child", ""), "error: Unable to Import Policy", `belongs to the app control policy "parent"`, "zerotrust_app_control_policy")
	found, said := l.List(t.Context(), "zerotrust_policy", `{}`, 0, true)
	if acctest.Quiet(t, said); len(found) != 1 || acctest.TextOf(t, found[0].Identity["id"]) != "own" {
		t.Errorf("the list has %v", found)
	}
	one, said := l.ReadData(t.Context(), "zerotrust_policy", `{"name":"twin"}`)
	if acctest.Quiet(t, said); acctest.TextOf(t, one["id"]) != "own" {
		t.Errorf("found %v", one)
	}
	child, said := l.ReadData(t.Context(), "zerotrust_policy", `{"id":"child"}`)
	if acctest.Quiet(t, said); acctest.TextOf(t, child["parent_app_control_policy_uuid"]) != "parent" {
		t.Errorf("the child is %v", child)
	}
}
