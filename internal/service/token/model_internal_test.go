package token

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
)

func full() model {
	return model{
		ID: types.StringValue("t1"), Name: types.StringValue("ci"), Description: types.StringValue("Pipelines"), Status: types.StringValue("ACTIVE"),
		Role: types.Int64Value(3), UserUUID: types.StringValue("u1"), TTLSec: types.Int64Value(60), Rotation: types.StringValue("1"),
		Secret: types.StringValue("s"), LoginURL: types.StringValue("l"), CreateTime: types.Int64Value(5), CreatorUUID: types.StringValue("c"),
	}
}

func asJSON(t *testing.T, value any) string {
	t.Helper()
	raw, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestExpand(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		plan model
		want string
	}{
		"minimal": {model{Name: types.StringValue("ci"), Status: types.StringUnknown(), Secret: types.StringUnknown()}, `{"name":"ci"}`},
		"zero values": {
			model{Name: types.StringValue("ci"), Description: types.StringValue(""), Role: types.Int64Value(0), UserUUID: types.StringValue(""), TTLSec: types.Int64Value(0)},
			`{"name":"ci"}`,
		},
		"full": {full(), `{"name":"ci","description":"Pipelines","status":2,"role":3,"user_uuid":"u1","ttl_sec":60}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := asJSON(t, expand(test.plan)); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestExpandUpdate(t *testing.T) {
	t.Parallel()
	change := func(f func(*model)) model {
		m := full()
		f(&m)
		return m
	}
	for name, test := range map[string]struct {
		plan model
		want string
	}{
		"nothing":        {full(), `{}`},
		"one field":      {change(func(m *model) { m.Description = types.StringValue("New") }), `{"description":"New"}`},
		"role":           {change(func(m *model) { m.Role = types.Int64Value(10) }), `{"role":10}`},
		"cleared":        {change(func(m *model) { m.Description, m.Role = types.StringNull(), types.Int64Null() }), `{"attributes_to_delete":["description","role"]}`},
		"cleared, zero":  {change(func(m *model) { m.Description, m.Role = types.StringValue(""), types.Int64Value(0) }), `{"attributes_to_delete":["description","role"]}`},
		"status returns": {change(func(m *model) { m.Status = types.StringUnknown() }), `{"attributes_to_delete":["status"]}`},
		"not updatable": {change(func(m *model) {
			m.UserUUID, m.TTLSec, m.Rotation = types.StringValue("u2"), types.Int64Value(1), types.StringValue("2")
		}), `{}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			update, patch := expandUpdate(test.plan, full())
			if got := asJSON(t, update); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
			if patch.IsEmpty() != (test.want == `{}`) {
				t.Errorf("the patch is empty: %t", patch.IsEmpty())
			}
		})
	}
}

func TestFlatten(t *testing.T) {
	t.Parallel()
	answer := edge.Token{
		UUID: "t1", Name: "ci", Description: "Pipelines", Status: edge.StatusActive, CreateTime: 5, CreatorUUID: "c", Secret: "****", LoginURL: "****",
	}
	if got := flatten(answer, full()); !reflect.DeepEqual(got, full()) {
		t.Errorf("an answer with masked secrets gives\n%v, want\n%v", got, full())
	}
	want := full()
	want.Secret, want.LoginURL = types.StringValue("****"), types.StringValue("****")
	if got := created(answer, full()); !reflect.DeepEqual(got, want) {
		t.Errorf("the answer to a create gives\n%v, want\n%v", got, want)
	}
	answer.Description = ""
	got := flatten(answer, imported())
	if got.Description != types.StringValue("") || !got.Role.IsNull() || !got.UserUUID.IsNull() || !got.TTLSec.IsNull() || !got.Secret.IsNull() || !got.LoginURL.IsNull() {
		t.Errorf("an import gives %v, want zero for what is answered and null for what never is", got)
	}
}

func TestRotates(t *testing.T) {
	t.Parallel()
	null, one, two, later := types.StringNull(), types.StringValue("1"), types.StringValue("2"), types.StringUnknown()
	left := unfinished{Rotation: "2", Superseded: []string{"old"}}
	for name, test := range map[string]struct {
		planned, prior types.String
		own            bool
		left           unfinished
		want           bool
	}{
		"same":                           {one, one, true, unfinished{}, false},
		"never":                          {null, null, true, unfinished{}, false},
		"changed":                        {two, one, true, unfinished{}, true},
		"changed, imported":              {two, one, false, unfinished{}, true},
		"added":                          {one, null, true, unfinished{}, true},
		"added, imported":                {one, null, false, unfinished{}, false},
		"removed":                        {null, one, true, unfinished{}, false},
		"not known yet":                  {later, one, true, unfinished{}, true},
		"unfinished":                     {two, one, true, left, false},
		"another while unfinished":       {types.StringValue("3"), one, true, left, true},
		"not known yet while unfinished": {later, one, true, left, true},
		"taken back while unfinished":    {one, one, true, left, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := rotates(test.planned, test.prior, test.own, test.left); got != test.want {
				t.Errorf("rotates: %t, want %t", got, test.want)
			}
		})
	}
}
