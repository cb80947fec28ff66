package managed_test

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/flex"
	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/managed"
)

func value(members map[string]tftypes.Value) tftypes.Value {
	types := map[string]tftypes.Type{}
	for name, member := range members {
		types[name] = member.Type()
	}
	return tftypes.NewValue(tftypes.Object{AttributeTypes: types}, members)
}

func text(v any) tftypes.Value { return tftypes.NewValue(tftypes.String, v) }

// texts is a set, as it is within the provider.
func texts(values ...any) tftypes.Value {
	elements := make([]tftypes.Value, len(values))
	for i, v := range values {
		elements[i] = text(v)
	}
	return tftypes.NewValue(flex.NewSetType(types.StringType).TerraformType(context.Background()), elements)
}

// schemaOf returns a schema that has such values.
func schemaOf(t *testing.T, members map[string]tftypes.Value) schema.Schema {
	t.Helper()
	attributes := map[string]schema.Attribute{}
	for name, member := range members {
		switch typ := member.Type(); {
		case typ.Is(tftypes.String):
			attributes[name] = schema.StringAttribute{}
		case typ.Is(tftypes.Number):
			attributes[name] = schema.Int64Attribute{}
		case typ.Equal(texts().Type()):
			attributes[name] = schema.SetAttribute{ElementType: types.StringType, CustomType: flex.NewSetType(types.StringType)}
		case typ.Is(tftypes.Object{}):
			var within map[string]tftypes.Value
			if err := member.As(&within); err != nil {
				t.Fatal(err)
			}
			attributes[name] = schema.SingleNestedAttribute{Attributes: schemaOf(t, within).Attributes}
		default:
			t.Fatalf("no attribute of %s", typ)
		}
	}
	return schema.Schema{Attributes: attributes}
}

// TestCheck compares what was planned with what the service answered.
func TestCheck(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		plan, state map[string]tftypes.Value
		differing   []string
	}{
		"as planned":           {map[string]tftypes.Value{"a": text("x")}, map[string]tftypes.Value{"a": text("x")}, nil},
		"unknown was chosen":   {map[string]tftypes.Value{"a": text(tftypes.UnknownValue)}, map[string]tftypes.Value{"a": text("x")}, nil},
		"normalised":           {map[string]tftypes.Value{"a": text("X")}, map[string]tftypes.Value{"a": text("x")}, []string{"a"}},
		"ignored":              {map[string]tftypes.Value{"a": text("x")}, map[string]tftypes.Value{"a": text(nil)}, []string{"a"}},
		"added":                {map[string]tftypes.Value{"a": text(nil)}, map[string]tftypes.Value{"a": text("x")}, []string{"a"}},
		"several, sorted":      {map[string]tftypes.Value{"b": text("1"), "a": text("2"), "c": text("3")}, map[string]tftypes.Value{"b": text("x"), "a": text("x"), "c": text("3")}, []string{"a", "b"}},
		"order of a set":       {map[string]tftypes.Value{"a": texts("x", "y")}, map[string]tftypes.Value{"a": texts("y", "x")}, nil},
		"element is missing":   {map[string]tftypes.Value{"a": texts("x", "y")}, map[string]tftypes.Value{"a": texts("x")}, []string{"a"}},
		"element is not known": {map[string]tftypes.Value{"a": texts(tftypes.UnknownValue)}, map[string]tftypes.Value{"a": texts("x")}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plan := tfsdk.Plan{Raw: value(c.plan), Schema: schemaOf(t, c.plan)}
			state := tfsdk.State{Raw: value(c.state)}
			wantAbout(t, managed.CheckUpdate(t.Context(), plan, &state, "app"), diag.SeverityError, c.differing)
			if !state.Raw.Equal(value(c.state)) {
				t.Error("the check of an update changed the state")
			}
			wantAbout(t, managed.CheckCreate(t.Context(), plan, &state, "app"), diag.SeverityWarning, c.differing)
			// After a create, state holds what was planned, or the CLI would refuse the answer and taint the object.
			var after map[string]tftypes.Value
			if err := state.Raw.As(&after); err != nil {
				t.Fatal(err)
			}
			for name, wanted := range c.plan {
				if !wanted.IsFullyKnown() {
					wanted = c.state[name]
				}
				if !flex.EqualRaw(t.Context(), plan.Schema.GetAttributes()[name].GetType(), after[name], wanted) {
					t.Errorf("the state has %s = %s, want %s", name, after[name], wanted)
				}
			}
		})
	}
}

func wantAbout(t *testing.T, got diag.Diagnostics, severity diag.Severity, attributes []string) {
	t.Helper()
	if len(got) != len(attributes) {
		t.Errorf("%d diagnostics, want one about each of %v", len(got), attributes)
		return
	}
	for i, d := range got {
		with, ok := d.(diag.DiagnosticWithPath)
		if !ok || with.Path().String() != attributes[i] || d.Severity() != severity || d.Summary() != "Service Stored Another Value" {
			t.Errorf("%s about %v: %s", d.Severity(), with, d.Summary())
		}
		if !strings.Contains(d.Detail(), "accepted the app") || !strings.Contains(d.Detail(), "another value for "+attributes[i]) {
			t.Errorf("the text is %q", d.Detail())
		}
	}
}

// What was sent and what is stored are shown so that the difference can be seen, but for what is sensitive.
func TestCheck_showsTheDifference(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é", 300)
	number := func(n int) tftypes.Value { return tftypes.NewValue(tftypes.Number, n) }
	object := value(map[string]tftypes.Value{"a": text("x"), "b": text(nil)})
	for name, c := range map[string]struct {
		plan, state  tftypes.Value
		sent, stored string
	}{
		"white space":      {text("a\n b\t"), text("a b"), `Sent:   "a\n b\t"`, `Stored: "a b"`},
		"null":             {text(nil), text(""), "Sent:   null", `Stored: ""`},
		"numbers":          {number(1), number(20), "Sent:   1\n", "Stored: 20"},
		"sets in order":    {texts("b", "a"), texts("a"), `Sent:   ["a", "b"]`, `Stored: ["a"]`},
		"objects":          {object, tftypes.NewValue(object.Type(), nil), `Sent:   { a = "x" }`, "Stored: null"},
		"within long text": {text(long + "x" + long), text(long + "y" + long), "é" + "x" + "é", "é" + "y" + "é"},
		"its end":          {text(long), text(long + "."), "é\"\nStored", `é."`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			planned := map[string]tftypes.Value{"a": c.plan}
			plan := tfsdk.Plan{Raw: value(planned), Schema: schemaOf(t, planned)}
			state := tfsdk.State{Raw: value(map[string]tftypes.Value{"a": c.state})}
			detail := managed.CheckUpdate(t.Context(), plan, &state, "app")[0].Detail()
			if !strings.Contains(detail, c.sent) || !strings.Contains(detail, c.stored) || len(detail) > 1000 || !utf8.ValidString(detail) {
				t.Errorf("the text is %q, want %q and %q in it", detail, c.sent, c.stored)
			}
		})
	}
	for name, attribute := range map[string]schema.Attribute{
		"sensitive": schema.StringAttribute{Sensitive: true},
		"within":    schema.SingleNestedAttribute{Attributes: map[string]schema.Attribute{"s": schema.StringAttribute{Sensitive: true}}},
	} {
		plan := tfsdk.Plan{Raw: value(map[string]tftypes.Value{"a": text("secret")}), Schema: schema.Schema{Attributes: map[string]schema.Attribute{"a": attribute}}}
		state := tfsdk.State{Raw: value(map[string]tftypes.Value{"a": text("other")})}
		if detail := managed.CheckUpdate(t.Context(), plan, &state, "app")[0].Detail(); strings.Contains(detail, "secret") || strings.Contains(detail, "Stored:") {
			t.Errorf("%s: the text is %q", name, detail)
		}
	}
}
