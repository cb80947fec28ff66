package policy

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
)

// everything is what a service answers about full.
func everything() edge.Policy {
	return edge.Policy{
		UUID: "p1", Name: "full", Description: "a description", Type: 1, Action: 301,
		AppFilter: &edge.Filter{
			IncludeAny: []edge.SelectorGroup{{All: []string{"app:b", "app:a"}}},
			ExcludeAny: []edge.SelectorGroup{{All: []string{"host:x"}}},
		},
		SessionFilter: &edge.Filter{IncludeAny: []edge.SelectorGroup{{All: []string{"group:sre"}}, {All: []string{"os:macos", "group:eng"}}}},
		Priority:      7, AllowGuestAccess: true, Constraints: map[string]string{"max": "5", "none": ""},
		MitmSettings: &edge.MitmSettings{FailClose: true}, WorkflowUUID: "w1", Metadata: "m", IntegrationID: "i", Status: edge.StatusSuspended,
		CreateTime: 5, CreatorUUID: "u1", UpdateTime: 6, UpdaterUUID: "u2",
	}
}

// nothing is what a service answers about a policy that has only a name.
func nothing() edge.Policy {
	return edge.Policy{UUID: "p1", Name: "full", CreateTime: 5, CreatorUUID: "u1"}
}

func TestFlatten(t *testing.T) {
	t.Parallel()
	unknown := model{fields: fields{
		Description: types.StringUnknown(), Type: types.Int64Unknown(), AppFilter: types.ObjectUnknown(filterTypes()),
		AllowGuestAccess: types.BoolUnknown(), Constraints: types.MapUnknown(types.StringType),
		MitmSettings: types.ObjectUnknown(mitmTypes()), WorkflowUUID: types.StringUnknown(), Status: types.StringUnknown(),
	}}
	typedNulls := with(unset(), func(m *model) {
		m.AppFilter, m.SessionFilter = types.ObjectNull(filterTypes()), types.ObjectNull(filterTypes())
		m.Constraints, m.MitmSettings = types.MapNull(types.StringType), types.ObjectNull(mitmTypes())
	})
	for name, test := range map[string]struct {
		read        edge.Policy
		prior, want model
	}{
		"values, nothing before": {read: everything(), prior: model{}, want: full()},
		"values, others before": {read: everything(), prior: zero(), want: with(full(), func(m *model) {
			m.SessionFilter = filterOf(groupsOf(group("group:eng", "os:macos"), group("group:sre")), groupsOf())
		})},
		"values as before":              {read: everything(), prior: full(), want: full()},
		"absent, null before":           {read: nothing(), prior: typedNulls, want: typedNulls},
		"absent, nothing before":        {read: nothing(), prior: model{}, want: typedNulls},
		"absent, zero before":           {read: nothing(), prior: zero(), want: zero()},
		"absent, values before":         {read: nothing(), prior: full(), want: typedNulls},
		"absent, unknown before":        {read: nothing(), prior: unknown, want: typedNulls},
		"empty objects, null before":    {read: edge.Policy{UUID: "p1", Name: "full", AppFilter: &edge.Filter{}, MitmSettings: &edge.MitmSettings{}}, prior: typedNulls, want: typedNulls},
		"empty objects, zero before":    {read: edge.Policy{UUID: "p1", Name: "full", AppFilter: &edge.Filter{}, MitmSettings: &edge.MitmSettings{}}, prior: zero(), want: zero()},
		"a status without a name":       {read: edge.Policy{Name: "full", Status: 9}, prior: typedNulls, want: with(typedNulls, func(m *model) { m.Status = types.StringValue("9") })},
		"tags that come twice":          {read: edge.Policy{Name: "full", AppFilter: &edge.Filter{IncludeAny: []edge.SelectorGroup{{All: []string{"a:b", "a:b"}}, {All: []string{"a:b"}}}}}, prior: typedNulls, want: with(typedNulls, func(m *model) { m.AppFilter = filterOf(groupsOf(group("a:b")), noGroups()) })},
		"an empty filter stays":         {read: nothing(), prior: with(typedNulls, func(m *model) { m.AppFilter = filterOf(noGroups(), noGroups()) }), want: with(typedNulls, func(m *model) { m.AppFilter = filterOf(noGroups(), noGroups()) })},
		"an empty half stays":           {read: nothing(), prior: with(typedNulls, func(m *model) { m.AppFilter = filterOf(groupsOf(), noGroups()) }), want: with(typedNulls, func(m *model) { m.AppFilter = filterOf(groupsOf(), noGroups()) })},
		"inspection without a word":     {read: nothing(), prior: with(typedNulls, func(m *model) { m.MitmSettings = mitm(types.BoolNull()) }), want: with(typedNulls, func(m *model) { m.MitmSettings = mitm(types.BoolNull()) })},
		"inspection fails open":         {read: nothing(), prior: with(typedNulls, func(m *model) { m.MitmSettings = mitm(types.BoolValue(false)) }), want: with(typedNulls, func(m *model) { m.MitmSettings = mitm(types.BoolValue(false)) })},
		"inspection failed closed once": {read: nothing(), prior: with(typedNulls, func(m *model) { m.MitmSettings = mitm(types.BoolValue(true)) }), want: typedNulls},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := flatten(test.read, test.prior)
			theirs, wanted := values(got), values(test.want)
			for attribute, want := range wanted {
				if !want.Equal(theirs[attribute]) {
					t.Errorf("%s = %s, want %s", attribute, theirs[attribute], want)
				}
			}
		})
	}
}

// Each half of a filter keeps its own spelling of absence while the other half has a value.
func TestFlatten_halfOfAFilter(t *testing.T) {
	t.Parallel()
	value := groupsOf(group("a:b"))
	for name, test := range map[string]struct{ prior, want types.Set }{
		"null": {noGroups(), noGroups()}, "empty": {groupsOf(), groupsOf()}, "values": {value, noGroups()},
		"unknown": {types.SetUnknown(groupType()), noGroups()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			half := []edge.SelectorGroup{{All: []string{"a:b"}}}
			got := flattenFilter(&edge.Filter{IncludeAny: half}, filterOf(value, test.prior))
			if want := filterOf(value, test.want); !got.Equal(want) {
				t.Errorf("exclude_any absent: %s, want %s", got, want)
			}
			got = flattenFilter(&edge.Filter{ExcludeAny: half}, filterOf(test.prior, value))
			if want := filterOf(test.want, value); !got.Equal(want) {
				t.Errorf("include_any absent: %s, want %s", got, want)
			}
		})
	}
}

func TestFlatten_fixed(t *testing.T) {
	t.Parallel()
	got := flatten(everything(), model{})
	for name, pair := range map[string][2]any{
		"id": {got.ID, types.StringValue("p1")}, "name": {got.Name, types.StringValue("full")},
		"create_time": {got.CreateTime, types.Int64Value(5)}, "creator_uuid": {got.CreatorUUID, types.StringValue("u1")},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s = %s, want %s", name, pair[0], pair[1])
		}
	}
}

// The name of a workflow is never answered. It stays as long as the workflow is the one that it was found to mean.
func TestFlatten_workflowName(t *testing.T) {
	t.Parallel()
	name := types.StringValue("approve")
	for title, test := range map[string]struct {
		read  string
		prior types.String
		want  types.String
	}{
		"resolved by a create":   {"w1", types.StringUnknown(), name},
		"still the same":         {"w1", types.StringValue("w1"), name},
		"another one":            {"w2", types.StringValue("w1"), types.StringNull()},
		"gone":                   {"", types.StringValue("w1"), types.StringNull()},
		"nothing, null before":   {"", types.StringNull(), name},
		"nothing, spelled empty": {"", types.StringValue(""), name},
	} {
		t.Run(title, func(t *testing.T) {
			t.Parallel()
			got := flatten(edge.Policy{WorkflowUUID: test.read}, model{fields: fields{WorkflowUUID: test.prior, WorkflowName: name}})
			if !got.WorkflowName.Equal(test.want) {
				t.Errorf("workflow_name = %s, want %s", got.WorkflowName, test.want)
			}
		})
	}
}
