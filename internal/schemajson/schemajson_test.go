package schemajson_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/schemajson"
)

func TestProvider(t *testing.T) {
	t.Parallel()

	schema, err := schemajson.Provider(t.Context(), providerserver.NewProtocol6(fakeProvider{})())
	if err != nil {
		t.Fatal(err)
	}

	text, err := json.Marshal(schema)
	if err != nil {
		t.Fatal(err)
	}

	var root any
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}

	const (
		thing      = "resource_schemas fake_thing "
		attributes = thing + "block attributes "
		blocks     = thing + "block block_types "
		function   = "functions join "
	)

	// Each path leads to one value of the output, compared as JSON. "null" stands for "left out".
	for path, want := range map[string]string{
		"provider block description":                                  `"The *fake* provider."`,
		"provider block description_kind":                             `"markdown"`,
		"provider block attributes token":                             `{"description":"Plain.","description_kind":"plain","optional":true,"sensitive":true,"type":"string"}`,
		thing + "version":                                             `3`,
		attributes + "id":                                             `{"computed":true,"description_kind":"plain","type":"string"}`,
		attributes + "secret_wo write_only":                           `true`,
		attributes + "old":                                            `{"computed":true,"deprecated":true,"description_kind":"plain","optional":true,"type":"number"}`,
		attributes + "any type":                                       `"dynamic"`,
		attributes + "rows type":                                      `["set",["map","string"]]`,
		attributes + "object type":                                    `["list",["object",{"flag":"bool","pair":["tuple",["string","number"]]}]]`,
		attributes + "in_single type":                                 `null`,
		attributes + "in_single nested_type nesting_mode":             `"single"`,
		attributes + "in_single nested_type attributes leaf required": `true`,
		attributes + "in_list nested_type nesting_mode":               `"list"`,
		attributes + "in_set nested_type nesting_mode":                `"set"`,
		attributes + "in_map nested_type nesting_mode":                `"map"`,
		blocks + "block_single nesting_mode":                          `"single"`,
		blocks + "block_set nesting_mode":                             `"set"`,
		blocks + "block_set block attributes leaf type":               `"bool"`,
		blocks + "block_list nesting_mode":                            `"list"`,
		blocks + "block_list block block_types inner nesting_mode":    `"single"`,
		"data_source_schemas fake_thing block deprecated":             `true`,
		"data_source_schemas fake_thing block attributes size type":   `"number"`,
		"ephemeral_resource_schemas fake_key block attributes key":    `{"computed":true,"description_kind":"plain","sensitive":true,"type":"string"}`,
		"list_resource_schemas fake_thing block attributes prefix":    `{"description_kind":"plain","optional":true,"type":"string"}`,
		"action_schemas fake_poke block description":                  `"Pokes."`,
		"action_schemas fake_poke block attributes id required":       `true`,
		function + "summary":                                          `"Joins."`,
		function + "description":                                      `"Joins *all*."`,
		function + "deprecation_message":                              `"Use the built-in."`,
		function + "return_type":                                      `["list","string"]`,
		function + "parameters":                                       `[{"description":"In between.","is_nullable":true,"name":"separator","type":"string"}]`,
		function + "variadic_parameter":                               `{"name":"numbers","type":"number"}`,
		"resource_identity_schemas fake_thing":                        `{"attributes":{"id":{"description":"Its id.","required_for_import":true,"type":"string"},"region":{"optional_for_import":true,"type":"string"}},"version":1}`,
	} {
		if got := valueAt(t, root, path); got != want {
			t.Errorf("%s\n got: %s\nwant: %s", path, got, want)
		}
	}
}

// The documentation generator reads the output with these types.
func TestProviderCanBeReadBack(t *testing.T) {
	t.Parallel()

	schema, err := schemajson.Provider(t.Context(), providerserver.NewProtocol6(fakeProvider{})())
	if err != nil {
		t.Fatal(err)
	}

	text, err := json.Marshal(tfjson.ProviderSchemas{
		FormatVersion: "1.0",
		Schemas:       map[string]*tfjson.ProviderSchema{"fake": schema},
	})
	if err != nil {
		t.Fatal(err)
	}

	var back tfjson.ProviderSchemas
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}

	if err := back.Validate(); err != nil {
		t.Error(err)
	}
}

func TestProviderReportsABrokenSchema(t *testing.T) {
	t.Parallel()

	_, err := schemajson.Provider(t.Context(), providerserver.NewProtocol6(brokenProvider{})())
	if err == nil || !strings.Contains(err.Error(), "Duplicate Resource Type") {
		t.Errorf("error: %v", err)
	}
}

// brokenProvider registers a type twice.
type brokenProvider struct{ fakeProvider }

func (p brokenProvider) Resources(ctx context.Context) []func() resource.Resource {
	return append(p.fakeProvider.Resources(ctx), p.fakeProvider.Resources(ctx)...)
}

func valueAt(t *testing.T, value any, path string) string {
	t.Helper()

	for _, name := range strings.Fields(path) {
		object, ok := value.(map[string]any)
		if !ok {
			t.Fatalf("%s: nothing at %s", path, name)
		}

		value = object[name]
	}

	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}

	return string(text)
}
