package policy

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

func group(tags ...string) attr.Value {
	return types.ObjectValueMust(groupType().AttrTypes, map[string]attr.Value{"all": flex.StringSetValue(tags)})
}

func groupsOf(values ...attr.Value) types.Set { return types.SetValueMust(groupType(), values) }

func noGroups() types.Set { return types.SetNull(groupType()) }

func filterOf(include, exclude types.Set) types.Object {
	return types.ObjectValueMust(filterTypes(), map[string]attr.Value{"include_any": include, "exclude_any": exclude})
}

func mitm(failClose types.Bool) types.Object {
	return types.ObjectValueMust(mitmTypes(), map[string]attr.Value{"fail_close": failClose})
}

func constraintsOf(texts map[string]string) types.Map { return flex.StringMapValue(texts) }

// full has a value for every argument.
func full() model {
	return model{fields: fields{
		Name:             types.StringValue("full"),
		Description:      types.StringValue("a description"),
		Type:             types.Int64Value(1),
		Action:           types.Int64Value(301),
		AppFilter:        filterOf(groupsOf(group("app:b", "app:a")), groupsOf(group("host:x"))),
		SessionFilter:    filterOf(groupsOf(group("group:eng", "os:macos"), group("group:sre")), noGroups()),
		Priority:         types.Int64Value(7),
		AllowGuestAccess: types.BoolValue(true),
		Constraints:      constraintsOf(map[string]string{"max": "5", "none": ""}),
		MitmSettings:     mitm(types.BoolValue(true)),
		WorkflowUUID:     types.StringValue("w1"),
		Metadata:         types.StringValue("m"),
		IntegrationID:    types.StringValue("i"),
		Status:           types.StringValue("SUSPENDED"),
	}}
}

// zero spells out every zero value.
func zero() model {
	m := imported()
	m.Name = types.StringValue("full")
	return m
}

// unset has a null for every optional argument.
func unset() model { return model{fields: fields{Name: types.StringValue("full")}} }

func with(base model, change func(*model)) model {
	change(&base)
	return base
}

func TestExpand(t *testing.T) {
	t.Parallel()
	const everything = `{"name":"full","description":"a description","type":1,"action":301,` +
		`"app_filter":{"include_any":[{"all":["app:a","app:b"]}],"exclude_any":[{"all":["host:x"]}]},` +
		`"session_filter":{"include_any":[{"all":["group:eng","os:macos"]},{"all":["group:sre"]}]},` +
		`"priority":7,"allow_guest_access":true,"constraints":{"max":"5","none":""},"mitm_settings":{"fail_close":true},` +
		`"workflow_uuid":"w1","metadata":"m","integration_id":"i","status":3}`
	all := []string{
		"description", "type", "action", "app_filter", "session_filter", "priority", "allow_guest_access", "constraints",
		"mitm_settings", "workflow_uuid", "metadata", "integration_id", "status",
	}
	for name, test := range map[string]struct {
		planned, prior model
		want           string
		clear          []string
	}{
		"create with a name": {planned: unset(), want: `{"name":"full"}`},
		"create of everything": {
			planned: full(), want: everything,
		},
		"create with spelled zeros": {planned: zero(), want: `{"name":"full"}`},
		"create with what the service chooses": {
			planned: with(unset(), func(m *model) { m.Status, m.WorkflowUUID = types.StringUnknown(), types.StringUnknown() }),
			want:    `{"name":"full"}`,
		},
		"nothing changes":           {planned: full(), prior: full(), want: `{}`},
		"null becomes zero":         {planned: zero(), prior: unset(), want: `{}`},
		"zero becomes null":         {planned: unset(), prior: zero(), want: `{}`},
		"everything becomes null":   {planned: unset(), prior: full(), want: `{}`, clear: all},
		"everything becomes zero":   {planned: zero(), prior: full(), want: `{}`, clear: all},
		"zero becomes everything":   {planned: full(), prior: with(zero(), func(m *model) { m.Name = types.StringValue("old") }), want: everything},
		"another name":              {planned: with(full(), func(m *model) { m.Name = types.StringValue("other") }), prior: full(), want: `{"name":"other"}`},
		"a status is given back":    {planned: with(full(), func(m *model) { m.Status = types.StringUnknown() }), prior: full(), want: `{}`, clear: []string{"status"}},
		"no status to give back":    {planned: with(unset(), func(m *model) { m.Status = types.StringUnknown() }), prior: unset(), want: `{}`},
		"a flag becomes false":      {planned: with(full(), func(m *model) { m.AllowGuestAccess = types.BoolValue(false) }), prior: full(), want: `{}`, clear: []string{"allow_guest_access"}},
		"inspection may fail open":  {planned: with(full(), func(m *model) { m.MitmSettings = mitm(types.BoolValue(false)) }), prior: full(), want: `{}`, clear: []string{"mitm_settings"}},
		"inspection without a word": {planned: with(full(), func(m *model) { m.MitmSettings = mitm(types.BoolNull()) }), prior: full(), want: `{}`, clear: []string{"mitm_settings"}},
		"a filter without groups": {
			planned: with(full(), func(m *model) { m.AppFilter = filterOf(groupsOf(), noGroups()) }), prior: full(),
			want: `{}`, clear: []string{"app_filter"},
		},
		"half a filter goes": { // the whole filter is sent: a half that is left out is gone
			planned: with(full(), func(m *model) { m.AppFilter = filterOf(groupsOf(group("app:a", "app:b")), groupsOf()) }), prior: full(),
			want: `{"app_filter":{"include_any":[{"all":["app:a","app:b"]}]}}`,
		},
		"a zero half appears": {
			planned: with(full(), func(m *model) {
				m.SessionFilter = filterOf(groupsOf(group("group:sre"), group("group:eng", "os:macos")), groupsOf())
			}), prior: full(),
			want: `{}`,
		},
		"another order": {
			planned: with(full(), func(m *model) {
				m.AppFilter = filterOf(groupsOf(group("app:a", "app:b")), groupsOf(group("host:x")))
				m.SessionFilter = filterOf(groupsOf(group("group:sre"), group("os:macos", "group:eng")), noGroups())
			}), prior: full(),
			want: `{}`,
		},
		"another tag": {
			planned: with(full(), func(m *model) { m.AppFilter = filterOf(groupsOf(group("app:a")), groupsOf(group("host:x"))) }), prior: full(),
			want: `{"app_filter":{"include_any":[{"all":["app:a"]}],"exclude_any":[{"all":["host:x"]}]}}`,
		},
		"constraints without one": {
			planned: with(full(), func(m *model) { m.Constraints = constraintsOf(map[string]string{"none": ""}) }), prior: full(),
			want: `{"constraints":{"none":""}}`,
		},
		"one thing is set, one cleared": {
			planned: with(full(), func(m *model) { m.Priority, m.Metadata = types.Int64Value(8), types.StringNull() }), prior: full(),
			want: `{"priority":8}`, clear: []string{"metadata"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sent, patch := expand(test.planned, test.prior)
			body, err := json.Marshal(sent)
			if err != nil {
				t.Fatal(err)
			}
			if string(body) != test.want {
				t.Errorf("sent %s, want %s", body, test.want)
			}
			if !slices.Equal(patch.Clear, test.clear) {
				t.Errorf("cleared %v, want %v", patch.Clear, test.clear)
			}
			if empty := test.want == `{}` && len(test.clear) == 0; patch.IsEmpty() != empty {
				t.Errorf("IsEmpty() = %t, want %t", patch.IsEmpty(), empty)
			}
		})
	}
}

// An argument that state holds and that vals leaves out would be missing from the report of a conflict.
func TestValues_namesWhatExpandChanges(t *testing.T) {
	t.Parallel()
	_, patch := expand(full(), model{})
	reported := values(full())
	for _, name := range patch.Changed {
		if reported[name] == nil {
			t.Errorf("values leaves out %s", name)
		}
	}
	if len(reported) != len(patch.Changed) {
		t.Errorf("values has %d arguments, expand changes %d", len(reported), len(patch.Changed))
	}
}
