package postureattribute

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

func everything() model {
	return model{fields: fields{
		Name: types.StringValue("n"), Description: types.StringValue("d"), AttributeType: types.Int64Value(4),
		RequiredProcesses: processes([]edge.PostureProcess{
			{Platform: 1, ProcessRegex: "r", BinaryHash: "h", BundleID: "b", CertThumbprint: "c", TeamID: "t"}, {TeamID: "t"},
		}),
		SupportedPlatforms: flex.Int64SetValue([]api.Int64{2, 0, 1}),
	}}
}

func with(m model, change func(*model)) model {
	change(&m)
	return m
}

func TestExpand(t *testing.T) {
	t.Parallel()
	all := []string{"name", "description", "attribute_type", "required_processes", "supported_platforms"}
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
		"create of everything": {planned: full, sent: `{"name":"n","description":"d","attribute_type":4,"required_processes":[` +
			`{"platform":1,"process_regex":"r","binary_hash":"h","bundle_id":"b","cert_thumbprint":"c","team_id":"t"},{"team_id":"t"}],` +
			`"supported_platforms":[0,1,2]}`},
		"create of nothing":         {sent: `{}`},
		"create of zero values":     {planned: imported(), sent: `{}`},
		"the platform 0 is a value": {planned: model{fields: fields{SupportedPlatforms: flex.Int64SetValue([]api.Int64{0})}}, sent: `{"supported_platforms":[0]}`},
		"no change":                 {planned: full, prior: full, sent: `{}`},
		"zero values to null":       {prior: imported(), sent: `{}`},
		"null to zero values":       {planned: imported(), sent: `{}`},
		"everything removed":        {planned: model{fields: fields{Name: full.Name}}, prior: full, sent: `{}`, clear: all[1:]},
		"everything to zero values": {planned: with(imported(), func(m *model) { m.Name = full.Name }), prior: full, sent: `{}`, clear: all[1:]},
		"another order": {
			planned: with(full, func(m *model) {
				m.SupportedPlatforms = flex.Int64SetValue([]api.Int64{0, 1, 2})
				elements := m.RequiredProcesses.Elements()
				m.RequiredProcesses = types.SetValueMust(processType(), []attr.Value{elements[1], elements[0]})
			}),
			prior: full, sent: `{}`,
		},
		"one process goes": {
			planned: with(full, func(m *model) { m.RequiredProcesses = processes([]edge.PostureProcess{{TeamID: "t"}}) }),
			prior:   full, sent: `{"required_processes":[{"team_id":"t"}]}`,
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
	server := func(m model) model {
		m.ID, m.CreateTime, m.CreatorUUID = types.StringValue("a"), types.Int64Value(1), types.StringValue("u")
		if m.Name.IsNull() {
			m.Name = types.StringValue("")
		}
		return m
	}
	nothing := model{fields: fields{RequiredProcesses: types.SetNull(processType()), SupportedPlatforms: types.SetNull(types.Int64Type)}}
	for name, test := range map[string]struct {
		read        edge.PostureAttribute
		prior, want model
	}{
		"everything":                 {sent, full, full},
		"everything after null":      {sent, model{}, full},
		"everything after an import": {sent, imported(), full},
		"nothing after null":         {edge.PostureAttribute{}, model{}, nothing},
		"nothing after everything":   {edge.PostureAttribute{}, full, nothing},
		"nothing after an import":    {edge.PostureAttribute{}, imported(), imported()},
		"a process twice": {
			edge.PostureAttribute{RequiredProcesses: []edge.PostureProcess{{TeamID: "t"}, {TeamID: "t"}}}, model{},
			with(nothing, func(m *model) { m.RequiredProcesses = processes([]edge.PostureProcess{{TeamID: "t"}}) }),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.read.UUID, test.read.CreateTime, test.read.CreatorUUID = "a", 1, "u"
			got, want := flatten(test.read, test.prior), server(test.want)
			for name, pair := range map[string][2]attr.Value{
				"id": {got.ID, want.ID}, "name": {got.Name, want.Name}, "description": {got.Description, want.Description},
				"attribute_type": {got.AttributeType, want.AttributeType}, "required_processes": {got.RequiredProcesses, want.RequiredProcesses},
				"supported_platforms": {got.SupportedPlatforms, want.SupportedPlatforms}, "create_time": {got.CreateTime, want.CreateTime},
				"creator_uuid": {got.CreatorUUID, want.CreatorUUID},
			} {
				if !pair[0].Equal(pair[1]) {
					t.Errorf("%s = %s, want %s", name, pair[0], pair[1])
				}
			}
		})
	}
}
