package workflow

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api/edge"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
)

// everything has a value for every argument.
func everything() model {
	text, yes := types.StringValue, types.BoolValue(true)
	return model{fields: fields{
		Name: text("n"), Title: text("t"), Description: text("d"),
		Actions:            flattenActions([]edge.WorkflowAction{{OnObject: 1, Run: 2, Target: "x"}, {Run: 3}}),
		Answers:            flattenAnswers([]edge.AnswerActions{{Answer: "Yes", Actions: []edge.WorkflowAction{{Run: 1}}}, {Answer: "No"}}),
		DefaultAnswerIndex: text("1"), ApprovalTTLSec: types.Int64Value(-1), ExecutionTTLSec: types.Int64Value(60),
		Recipients: flex.StringSetValue([]string{"user:b", "group:a"}), JustificationRequired: yes, RequestorJustificationRequired: yes,
		TokenRequired: yes, ApproverTextTemplate: text("at"), RequestorTextTemplate: text("rt"), TextTemplate: text("tt"), Status: text("SUSPENDED"),
	}}
}

const everythingSent = `{"name":"n","title":"t","description":"d","actions":[{"on_object":1,"run":2,"target":"x"},{"run":3}],` +
	`"answers":[{"answer":"Yes","actions":[{"run":1}]},{"answer":"No"}],"default_answer_index":"1","approval_ttl_sec":-1,"execution_ttl_sec":60,` +
	`"recipients":["group:a","user:b"],"justification_required":true,"requestor_justification_required":true,"token_required":true,` +
	`"approver_text_template":"at","requestor_text_template":"rt","text_template":"tt","status":3}`

func with(m model, change func(*model)) model {
	change(&m)
	return m
}

// zero spells out every zero value.
func zero() model {
	return with(imported(), func(m *model) {
		m.Actions, m.Answers = flattenActions(nil), flattenAnswers(nil)
		m.ApprovalTTLSec, m.ExecutionTTLSec = types.Int64Value(0), types.Int64Value(0)
	})
}

func TestExpand(t *testing.T) {
	t.Parallel()
	all := []string{
		"name", "title", "description", "actions", "answers", "default_answer_index", "approval_ttl_sec", "execution_ttl_sec", "recipients",
		"justification_required", "requestor_justification_required", "token_required", "approver_text_template", "requestor_text_template",
		"text_template", "status",
	}
	for name, attribute := range attributes() {
		if (attribute.IsOptional() || attribute.IsRequired()) != slices.Contains(all, name) {
			t.Errorf("this test and the schema differ about the argument %s", name)
		}
	}
	full := everything()
	chosen := []string{"actions", "answers", "approval_ttl_sec", "execution_ttl_sec", "status"}
	leftToService := func(m model) model {
		m.Actions, m.Answers, m.Status = types.ListUnknown(actionType()), types.ListUnknown(answerType()), types.StringUnknown()
		m.ApprovalTTLSec, m.ExecutionTTLSec = types.Int64Unknown(), types.Int64Unknown()
		return m
	}
	for name, test := range map[string]struct {
		planned, prior model
		sent           string
		clear          []string
	}{
		"create of everything":                   {planned: full, sent: everythingSent},
		"create of nothing":                      {sent: `{}`},
		"create of zero values":                  {planned: zero(), sent: `{}`},
		"create with values left to the service": {planned: leftToService(model{fields: fields{Name: full.Name}}), sent: `{"name":"n"}`},
		"no change":                              {planned: full, prior: full, sent: `{}`},
		"zero values to null":                    {prior: zero(), sent: `{}`},
		"null to zero values":                    {planned: zero(), sent: `{}`},
		"everything removed":                     {planned: model{fields: fields{Name: full.Name}}, prior: full, sent: `{}`, clear: all[1:]},
		"everything to zero values":              {planned: with(zero(), func(m *model) { m.Name = full.Name }), prior: full, sent: `{}`, clear: all[1:]},
		"given back to the service":              {planned: leftToService(full), prior: full, sent: `{}`, clear: chosen},
		"one change":                             {planned: with(full, func(m *model) { m.ApprovalTTLSec = types.Int64Value(5) }), prior: full, sent: `{"approval_ttl_sec":5}`},
		"another order of actions": {
			planned: with(full, func(m *model) {
				m.Actions = flattenActions([]edge.WorkflowAction{{Run: 3}, {OnObject: 1, Run: 2, Target: "x"}})
			}), prior: full,
			sent: `{"actions":[{"run":3},{"on_object":1,"run":2,"target":"x"}]}`,
		},
		"another order of recipients": {
			planned: with(full, func(m *model) { m.Recipients = flex.StringSetValue([]string{"group:a", "user:b"}) }), prior: full, sent: `{}`,
		},
		"an action of one answer": {
			planned: with(full, func(m *model) {
				m.Answers = flattenAnswers([]edge.AnswerActions{{Answer: "Yes", Actions: []edge.WorkflowAction{{Run: 9}}}, {Answer: "No"}})
			}), prior: full,
			sent: `{"answers":[{"answer":"Yes","actions":[{"run":9}]},{"answer":"No"}]}`,
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
			if want := test.sent == `{}` && len(test.clear) == 0; patch.IsEmpty() != want {
				t.Errorf("IsEmpty() = %t, want %t", patch.IsEmpty(), want)
			}
		})
	}
}

func TestFlatten(t *testing.T) {
	t.Parallel()
	full := everything()
	sent, _ := expand(full, model{})
	sent.UUID, sent.CreateTime, sent.CreatorUUID = "w", 1, "u"
	answered := with(full, func(m *model) {
		m.ID, m.CreateTime, m.CreatorUUID = types.StringValue("w"), types.Int64Value(1), types.StringValue("u")
	})
	for name, test := range map[string]struct {
		read  edge.Workflow
		prior model
		want  model
	}{
		"everything":                 {read: sent, prior: full, want: answered},
		"everything after null":      {read: sent, want: answered},
		"everything after an import": {read: sent, prior: imported(), want: answered},
		"nothing after null": {want: model{fields: fields{
			ID: types.StringValue(""), Name: types.StringValue(""), Actions: flattenActions(nil), Answers: flattenAnswers(nil),
			ApprovalTTLSec: types.Int64Value(0), ExecutionTTLSec: types.Int64Value(0), Recipients: types.SetNull(types.StringType),
			CreateTime: types.Int64Value(0), CreatorUUID: types.StringValue(""),
		}}},
		"nothing after everything": {prior: full, want: model{fields: fields{
			ID: types.StringValue(""), Name: types.StringValue(""), Actions: flattenActions(nil), Answers: flattenAnswers(nil),
			ApprovalTTLSec: types.Int64Value(0), ExecutionTTLSec: types.Int64Value(0), Recipients: types.SetNull(types.StringType),
			CreateTime: types.Int64Value(0), CreatorUUID: types.StringValue(""),
		}}},
		"nothing after an import": {prior: imported(), want: with(zero(), func(m *model) {
			m.ID, m.Name, m.CreateTime, m.CreatorUUID = types.StringValue(""), types.StringValue(""), types.Int64Value(0), types.StringValue("")
		})},
		"nothing in actions and answers is null": {
			read: edge.Workflow{Actions: []edge.WorkflowAction{{}}, Answers: []edge.AnswerActions{{}}}, prior: imported(),
			want: with(zero(), func(m *model) {
				m.ID, m.Name, m.CreateTime, m.CreatorUUID = types.StringValue(""), types.StringValue(""), types.Int64Value(0), types.StringValue("")
				action := types.ObjectValueMust(actionType().AttrTypes, map[string]attr.Value{
					"on_object": types.Int64Value(0), "run": types.Int64Value(0), "target": types.StringValue(""),
				})
				m.Actions = types.ListValueMust(actionType(), []attr.Value{action})
				m.Answers = types.ListValueMust(answerType(), []attr.Value{types.ObjectValueMust(answerType().AttrTypes, map[string]attr.Value{
					"answer": types.StringValue(""), "actions": types.ListValueMust(actionType(), []attr.Value{}),
				})})
			}),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, want := values(t, flatten(test.read, test.prior)), values(t, test.want)
			for name, value := range want {
				if !got[name].Equal(value) {
					t.Errorf("%s = %s, want %s", name, got[name], value)
				}
			}
		})
	}
}

// Every null of a flattened model has a type: an untyped one would not fit into a state.
func TestFlatten_types(t *testing.T) {
	t.Parallel()
	for name, value := range values(t, flatten(edge.Workflow{}, model{})) {
		if want := attributes()[name].GetType(); !want.Equal(value.Type(t.Context())) {
			t.Errorf("%s has the type %s, want %s", name, value.Type(t.Context()), want)
		}
	}
}

// values returns the values of a model by the names of their attributes.
func values(t *testing.T, m model) map[string]attr.Value {
	t.Helper()
	out := map[string]attr.Value{}
	v := reflect.ValueOf(m.fields)
	for i := range v.NumField() {
		value, ok := v.Field(i).Interface().(attr.Value)
		if !ok {
			t.Fatalf("field %s is no value", v.Type().Field(i).Name)
		}
		out[v.Type().Field(i).Tag.Get("tfsdk")] = value
	}
	return out
}
