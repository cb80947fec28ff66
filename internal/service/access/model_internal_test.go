package access

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

func TestExpand(t *testing.T) {
	t.Parallel()
	text := types.StringValue
	texts := func(s ...string) types.Set { return flex.StringSetValue(s) }
	full := model{fields: fields{
		AccessType: types.Int64Value(2), AllowGuestAccess: types.BoolValue(true), AppList: texts("a"), UserList: texts("u"),
		RevokedUserList: texts("r"), EndTime: types.Int64Value(1795299621367), Description: text("d"), IntegrationID: text("i"), Status: text("SUSPENDED"),
	}}
	zero := imported()
	zero.RevokedUserList, zero.EndTime = texts(), types.Int64Value(0)
	all := []string{
		"access_type", "allow_guest_access", "app_list", "user_list", "revoked_user_list", "end_time", "description", "integration_id", "status",
	}
	for name, attribute := range attributes() {
		if (attribute.IsOptional() || attribute.IsRequired()) != slices.Contains(all, name) {
			t.Errorf("this test and the schema differ about the argument %s", name)
		}
	}
	unknown := model{fields: fields{
		AccessType: types.Int64Unknown(), AllowGuestAccess: types.BoolUnknown(), RevokedUserList: types.SetUnknown(types.StringType),
		EndTime: types.Int64Unknown(), Status: types.StringUnknown(),
	}}
	for name, test := range map[string]struct {
		planned, prior model
		sent           string
		clear, changed []string
	}{
		"create of everything": {
			planned: full,
			sent: `{"access_type":2,"allow_guest_access":true,"app_list":["a"],"user_list":["u"],"revoked_user_list":["r"],` +
				`"end_time":1795299621367,"description":"d","integration_id":"i","status":3}`,
			changed: all,
		},
		"create of nothing":     {sent: `{}`},
		"create of zero values": {planned: zero, sent: `{}`},
		"create with values for the service to choose": {
			planned: unknown, sent: `{}`, changed: []string{"access_type", "allow_guest_access", "revoked_user_list", "end_time", "status"},
		},
		"no change":                 {planned: full, prior: full, sent: `{}`},
		"zero values to null":       {prior: zero, sent: `{}`},
		"null to zero values":       {planned: zero, sent: `{}`},
		"everything removed":        {prior: full, sent: `{}`, clear: all, changed: all},
		"everything to zero values": {planned: zero, prior: full, sent: `{}`, clear: all, changed: all},
		"given back to the service": {
			planned: with(full, func(m *model) {
				m.Status, m.EndTime, m.RevokedUserList = types.StringUnknown(), types.Int64Unknown(), types.SetUnknown(types.StringType)
			}),
			prior: full, sent: `{}`,
			clear: []string{"revoked_user_list", "end_time", "status"}, changed: []string{"revoked_user_list", "end_time", "status"},
		},
		"one change": {
			planned: with(full, func(m *model) { m.Description = text("other") }), prior: full,
			sent: `{"description":"other"}`, changed: []string{"description"},
		},
		"some changed, some removed": {
			planned: with(full, func(m *model) { m.AccessType, m.AllowGuestAccess = types.Int64Value(3), types.BoolNull() }), prior: full,
			sent: `{"access_type":3}`, clear: []string{"allow_guest_access"}, changed: []string{"access_type", "allow_guest_access"},
		},
		"equal sets in another order": {
			planned: model{fields: fields{AppList: texts("a", "b"), UserList: texts("x", "y", "z")}}, prior: model{fields: fields{AppList: texts("b", "a"), UserList: texts("z", "x", "y")}},
			sent: `{}`,
		},
		"sets are sent in one order": {
			planned: model{fields: fields{UserList: texts("c", "a", "b")}}, sent: `{"user_list":["a","b","c"]}`, changed: []string{"user_list"},
		},
		"a changed element sends the whole set": {
			planned: model{fields: fields{UserList: texts("a", "c")}}, prior: model{fields: fields{UserList: texts("a", "b")}},
			sent: `{"user_list":["a","c"]}`, changed: []string{"user_list"},
		},
		"an element that is not known yet": {
			planned: model{fields: fields{AppList: types.SetValueMust(types.StringType, []attr.Value{text("a"), types.StringUnknown()})}},
			prior:   model{fields: fields{AppList: texts("a")}},
			sent:    `{"app_list":["a"]}`, changed: []string{"app_list"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sent, patch := expand(test.planned, test.prior)
			raw, err := json.Marshal(sent)
			if err != nil {
				t.Fatal(err)
			}
			if string(raw) != test.sent {
				t.Errorf("sent\n%s, want\n%s", raw, test.sent)
			}
			if !slices.Equal(patch.Clear, test.clear) {
				t.Errorf("cleared %v, want %v", patch.Clear, test.clear)
			}
			if !slices.Equal(patch.Changed, test.changed) {
				t.Errorf("changed %v, want %v", patch.Changed, test.changed)
			}
			if want := test.sent == `{}` && len(test.clear) == 0; patch.IsEmpty() != want {
				t.Errorf("IsEmpty() = %t, want %t", patch.IsEmpty(), want)
			}
		})
	}
}

func with(m model, change func(*model)) model {
	change(&m)
	return m
}

func schemaOf(t *testing.T) *resource.SchemaResponse {
	t.Helper()
	resp := &resource.SchemaResponse{}
	NewResource().Schema(t.Context(), resource.SchemaRequest{}, resp)
	return resp
}

// Only what an update takes is added to what was created; values for the service to choose stay as it chose them.
func TestCompleted(t *testing.T) {
	t.Parallel()
	created := model{fields: fields{EndTime: types.Int64Value(0), RevokedUserList: flex.StringSetValue(nil), Description: types.StringValue("stored")}}
	for name, test := range map[string]struct {
		plan    model
		changed []string
	}{
		"nothing configured": {plan: model{fields: fields{EndTime: types.Int64Unknown(), RevokedUserList: types.SetUnknown(types.StringType)}}},
		"zero values":        {plan: model{fields: fields{EndTime: types.Int64Value(0), RevokedUserList: flex.StringSetValue(nil)}}},
		"an end": {
			plan:    model{fields: fields{EndTime: types.Int64Value(1), RevokedUserList: types.SetUnknown(types.StringType), Description: types.StringValue("planned")}},
			changed: []string{"end_time"},
		},
		"a user": {
			plan:    model{fields: fields{EndTime: types.Int64Unknown(), RevokedUserList: flex.StringSetValue([]string{"u"})}},
			changed: []string{"revoked_user_list"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, patch := expand(completed(created, test.plan), created)
			if !slices.Equal(patch.Changed, test.changed) {
				t.Errorf("changed %v, want %v", patch.Changed, test.changed)
			}
		})
	}
}

func TestFlatten(t *testing.T) {
	t.Parallel()
	text := types.StringValue
	texts := func(s ...string) types.Set { return flex.StringSetValue(s) }
	for name, test := range map[string]struct {
		read  edge.Access
		prior model
		want  map[string]attr.Value
	}{
		"absent after null": {want: map[string]attr.Value{
			"access_type": types.Int64Null(), "allow_guest_access": types.BoolNull(), "app_list": types.SetNull(types.StringType), "description": types.StringNull(),
			"status": types.StringNull(), "create_time": types.Int64Value(0), "creator_uuid": text(""),
			"revoked_user_list": texts(), "end_time": types.Int64Value(0), // always shown
		}},
		"absent after zero values": {
			prior: model{fields: fields{AccessType: types.Int64Value(0), AllowGuestAccess: types.BoolValue(false), AppList: texts(), Description: text("")}},
			want: map[string]attr.Value{
				"access_type": types.Int64Value(0), "allow_guest_access": types.BoolValue(false), "app_list": texts(), "description": text(""),
			},
		},
		"absent after a value": {
			prior: model{fields: fields{AccessType: types.Int64Value(1), AllowGuestAccess: types.BoolValue(true), UserList: texts("u"), RevokedUserList: texts("r"), EndTime: types.Int64Value(1)}},
			want: map[string]attr.Value{
				"access_type": types.Int64Null(), "allow_guest_access": types.BoolNull(), "user_list": types.SetNull(types.StringType),
				"revoked_user_list": texts(), "end_time": types.Int64Value(0),
			},
		},
		"absent after an import": {prior: imported(), want: map[string]attr.Value{
			"access_type": types.Int64Value(0), "allow_guest_access": types.BoolValue(false), "app_list": texts(), "user_list": texts(),
			"description": text(""), "integration_id": text(""),
		}},
		"a list that is not managed": {
			read: edge.Access{UserList: []string{"a"}, AppList: []string{"b"}}, prior: model{fields: fields{UserList: texts()}},
			want: map[string]attr.Value{"user_list": texts("a"), "app_list": types.SetNull(types.StringType)},
		},
		"present": {
			prior: model{fields: fields{AppList: texts()}},
			read: edge.Access{
				UUID: "id", AccessType: 1, AllowGuestAccess: true, AppList: []string{"b", "a", "b"}, RevokedUserList: []string{"r", "r"},
				EndTime: 5, Status: edge.StatusInit, CreateTime: 7, CreatorUUID: "c",
			},
			want: map[string]attr.Value{
				"id": text("id"), "access_type": types.Int64Value(1), "allow_guest_access": types.BoolValue(true), "app_list": texts("a", "b"),
				"revoked_user_list": texts("r"), "end_time": types.Int64Value(5), "status": text("INIT"), "create_time": types.Int64Value(7), "creator_uuid": text("c"),
			},
		},
		"a status without a name": {read: edge.Access{Status: 9}, want: map[string]attr.Value{"status": text("9")}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := byName(t, flatten(test.read, test.prior))
			for attribute, want := range test.want {
				if !got[attribute].Equal(want) {
					t.Errorf("%s = %s, want %s", attribute, got[attribute], want)
				}
			}
		})
	}
}

// Every null of a flattened model has a type: an untyped one would not fit into a state.
func TestFlatten_typedNulls(t *testing.T) {
	t.Parallel()
	attributes := schemaOf(t).Schema.Attributes
	for name, value := range byName(t, flatten(edge.Access{}, model{})) {
		if want := attributes[name].GetType(); !want.Equal(value.Type(t.Context())) {
			t.Errorf("%s has the type %s, want %s", name, value.Type(t.Context()), want)
		}
	}
}

// byName returns the values of a model by the names of their attributes.
func byName(t *testing.T, m model) map[string]attr.Value {
	t.Helper()
	values := map[string]attr.Value{}
	v := reflect.ValueOf(m.fields)
	for i := range v.NumField() {
		value, ok := v.Field(i).Interface().(attr.Value)
		if !ok {
			t.Fatalf("field %s is no value", v.Type().Field(i).Name)
		}
		values[v.Type().Field(i).Tag.Get("tfsdk")] = value
	}
	return values
}
