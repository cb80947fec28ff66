package postureprofile

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

func everything() model {
	return model{fields: fields{
		Name: types.StringValue("n"), Description: types.StringValue("d"), AttributeUUIDs: flex.StringSetValue([]string{"b", "a"}),
		Platform: types.Int64Value(2), PostureTagValue: types.StringValue("high"),
	}}
}

func with(m model, change func(*model)) model {
	change(&m)
	return m
}

func TestExpand(t *testing.T) {
	t.Parallel()
	all := []string{"name", "description", "attribute_uuids", "platform", "posture_tag_value"}
	for name, attribute := range attributes() {
		if (attribute.IsOptional() || attribute.IsRequired()) != slices.Contains(all, name) {
			t.Errorf("this test and the schema differ about the argument %s", name)
		}
	}
	full := everything()
	for name, test := range map[string]struct {
		planned, prior model
		sent           string
		clear          []string
	}{
		"create of everything": {
			planned: full, sent: `{"name":"n","description":"d","attribute_uuids":["a","b"],"platform":2,"posture_tag_value":"high"}`,
		},
		"create of nothing":         {sent: `{}`},
		"create of zero values":     {planned: imported(), sent: `{}`},
		"no change":                 {planned: full, prior: full, sent: `{}`},
		"zero values to null":       {prior: imported(), sent: `{}`},
		"null to zero values":       {planned: imported(), sent: `{}`},
		"everything removed":        {planned: model{fields: fields{Name: full.Name}}, prior: full, sent: `{}`, clear: all[1:]},
		"everything to zero values": {planned: with(imported(), func(m *model) { m.Name = full.Name }), prior: full, sent: `{}`, clear: all[1:]},
		"another order": {
			planned: with(full, func(m *model) { m.AttributeUUIDs = flex.StringSetValue([]string{"a", "b"}) }), prior: full, sent: `{}`,
		},
		"one attribute goes": {
			planned: with(full, func(m *model) { m.AttributeUUIDs = flex.StringSetValue([]string{"b"}) }), prior: full, sent: `{"attribute_uuids":["b"]}`,
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
		})
	}
}

func TestFlatten(t *testing.T) {
	t.Parallel()
	full := everything()
	sent, _ := expand(full, model{})
	nothing := model{fields: fields{AttributeUUIDs: types.SetNull(types.StringType)}}
	for name, test := range map[string]struct {
		read        edge.PostureProfile
		prior, want model
	}{
		"everything":                 {sent, full, full},
		"everything after null":      {sent, model{}, full},
		"everything after an import": {sent, imported(), full},
		"nothing after null":         {edge.PostureProfile{}, model{}, nothing},
		"nothing after everything":   {edge.PostureProfile{}, full, nothing},
		"nothing after an import":    {edge.PostureProfile{}, imported(), imported()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.read.UUID, test.read.CreateTime, test.read.CreatorUUID = "p", 1, "u"
			got, want := flatten(test.read, test.prior), test.want
			for name, pair := range map[string][2]attr.Value{
				"id": {got.ID, types.StringValue("p")}, "name": {got.Name, types.StringValue(test.read.Name)},
				"description": {got.Description, want.Description}, "attribute_uuids": {got.AttributeUUIDs, want.AttributeUUIDs},
				"platform": {got.Platform, want.Platform}, "posture_tag_value": {got.PostureTagValue, want.PostureTagValue},
				"create_time": {got.CreateTime, types.Int64Value(1)}, "creator_uuid": {got.CreatorUUID, types.StringValue("u")},
			} {
				if !pair[0].Equal(pair[1]) {
					t.Errorf("%s = %s, want %s", name, pair[0], pair[1])
				}
			}
		})
	}
}
