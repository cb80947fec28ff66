package functions_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/functions"
)

// call runs a function that returns a text.
func call(t testing.TB, f function.Function, arguments ...attr.Value) (string, *function.FuncError) {
	t.Helper()
	result, err := run(t, f, types.StringUnknown(), arguments...)
	text, _ := result.(types.String)
	return text.ValueString(), err
}

func run(t testing.TB, f function.Function, result attr.Value, arguments ...attr.Value) (attr.Value, *function.FuncError) {
	t.Helper()
	resp := function.RunResponse{Result: function.NewResultData(result)}
	f.Run(t.Context(), function.RunRequest{Arguments: function.NewArgumentsData(arguments)}, &resp)
	return resp.Result.Value(), resp.Error
}

func text(s string) attr.Value { return types.StringValue(s) }

func TestTag(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		key, value, want string
		argument         int64 // that is refused, -1 for none
	}{
		{"group", "engineering", "group:engineering", -1},
		{"app", "acme.tcp.0.git.example.com", "app:acme.tcp.0.git.example.com", -1},
		{"os_version", "14", "os_version:14", -1},
		{"url_in", "https://a.example.com/x", "url_in:https://a.example.com/x", -1},
		{"group", "Büro 1, 'A'", "group:Büro 1, 'A'", -1},
		{"", "x", "", 0},
		{"Group", "x", "", 0},
		{"a:b", "x", "", 0},
		{"group ", "x", "", 0},
		{"1group", "x", "", 0},
		{"group", "", "", 1},
		{"group", " x", "", 1},
		{"group", "x\u00a0", "", 1},
		{"group", "x\ny", "", 1},
		{"group", "x\x00", "", 1},
	} {
		got, err := call(t, functions.NewTag(), text(c.key), text(c.value))
		refused(t, c.key+"="+c.value, err, c.argument)
		if err == nil && got != c.want {
			t.Errorf("tag(%q, %q) = %q, want %q", c.key, c.value, got, c.want)
		}
	}
}

// refused compares the argument at which a function failed; -1 is for no failure.
func refused(t *testing.T, what string, err *function.FuncError, argument int64) {
	t.Helper()
	switch {
	case err == nil && argument >= 0:
		t.Errorf("%s was accepted", what)
	case err != nil && argument < 0:
		t.Errorf("%s: %s", what, err.Text)
	case err != nil && (err.FunctionArgument == nil || *err.FunctionArgument != argument):
		t.Errorf("%s: the error %q is not at argument %d", what, err.Text, argument)
	}
}

func TestIntegrityID(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		version, configID, want string
		argument                int64
	}{
		{"production", "integrity-uuid-1234", "production/integrity-uuid-1234", -1},
		{"staging", "a/b", "staging/a/b", -1},
		{"prod", "x", "", 0},
		{"", "x", "", 0},
		{"production", "", "", 1},
	} {
		got, err := call(t, functions.NewIntegrityID(), text(c.version), text(c.configID))
		refused(t, c.version+" "+c.configID, err, c.argument)
		if err == nil && got != c.want {
			t.Errorf("integrity_id(%q, %q) = %q, want %q", c.version, c.configID, got, c.want)
		}
	}
}

func TestParseIntegrityID(t *testing.T) {
	t.Parallel()
	parts := map[string]attr.Type{"version": types.StringType, "config_id": types.StringType}
	got, err := run(t, functions.NewParseIntegrityID(), types.ObjectUnknown(parts), text("staging/a/b"))
	want := types.ObjectValueMust(parts, map[string]attr.Value{"version": text("staging"), "config_id": text("a/b")})
	if err != nil || !got.Equal(want) {
		t.Errorf("parse_integrity_id = %v, %v; want %v", got, err, want)
	}
	for _, id := range []string{"", "production", "production/", "prod/x"} {
		_, err := run(t, functions.NewParseIntegrityID(), types.ObjectUnknown(parts), text(id))
		refused(t, id, err, 0)
	}
}

// TestDefinitions finds what the framework refuses only when a CLI loads the provider.
func TestDefinitions(t *testing.T) {
	t.Parallel()
	for _, f := range []function.Function{functions.NewTag(), functions.NewAuditQuery(), functions.NewIntegrityID(), functions.NewParseIntegrityID()} {
		var meta function.MetadataResponse
		f.Metadata(t.Context(), function.MetadataRequest{}, &meta)
		var definition function.DefinitionResponse
		f.Definition(t.Context(), function.DefinitionRequest{}, &definition)
		var resp function.DefinitionValidateResponse
		definition.Definition.ValidateImplementation(t.Context(), function.DefinitionValidateRequest{FuncName: meta.Name}, &resp)
		if resp.Diagnostics.HasError() {
			t.Errorf("%s: %v", meta.Name, resp.Diagnostics)
		}
	}
}
