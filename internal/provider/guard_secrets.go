package provider

import (
	"context"
	"slices"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/api"
)

// kind says among which schemas of the provider a type is found.
type kind int

const (
	kindNone kind = iota
	kindProvider
	kindResource
	kindDataSource
	kindEphemeral
	kindList
	kindAction
)

// schemas are those of the provider, asked for when they are first needed.
type schemas struct {
	once sync.Once
	all  *tfprotov6.GetProviderSchemaResponse
}

// of returns the schema of a type, nil if it is not known. Any server of the provider knows all of them.
func (s *schemas) of(ctx context.Context, asked server, k kind, typeName string) *tfprotov6.Schema {
	if k == kindNone {
		return nil
	}
	s.once.Do(func() {
		// The first caller's cancellation must not decide for the others.
		all, err := asked.GetProviderSchema(context.WithoutCancel(ctx), &tfprotov6.GetProviderSchemaRequest{})
		if err == nil {
			s.all = all
		}
	})
	if s.all == nil {
		return nil
	}
	switch k {
	case kindProvider:
		return s.all.Provider
	case kindResource:
		return s.all.ResourceSchemas[typeName]
	case kindDataSource:
		return s.all.DataSourceSchemas[typeName]
	case kindEphemeral:
		return s.all.EphemeralResourceSchemas[typeName]
	case kindList:
		return s.all.ListResourceSchemas[typeName]
	case kindAction:
		if found := s.all.ActionSchemas[typeName]; found != nil {
			return found.Schema
		}
	}
	return nil
}

// secretsOf returns the texts that a value holds in attributes which are sensitive or write-only.
func secretsOf(s *tfprotov6.Schema, value *tfprotov6.DynamicValue) []api.Secret {
	if value == nil || s.Block == nil {
		return nil
	}
	decoded, err := value.Unmarshal(s.ValueType())
	if err != nil {
		return nil
	}
	var found []api.Secret
	within(decoded, s.Block.Attributes, &found)
	return found
}

// within walks an object along its attributes.
func within(object tftypes.Value, attributes []*tfprotov6.SchemaAttribute, found *[]api.Secret) {
	var members map[string]tftypes.Value
	if !object.IsKnown() || object.IsNull() || object.As(&members) != nil {
		return
	}
	for _, a := range attributes {
		member := members[a.Name]
		switch {
		case a.Sensitive || a.WriteOnly:
			texts(member, found)
		case a.NestedType == nil:
		case a.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeSingle:
			within(member, a.NestedType.Attributes, found)
		default:
			for _, element := range elements(member) {
				within(element, a.NestedType.Attributes, found)
			}
		}
	}
}

// texts adds every text within a value.
func texts(value tftypes.Value, found *[]api.Secret) {
	var text string
	if value.IsKnown() && !value.IsNull() && value.As(&text) == nil {
		*found = append(*found, api.Secret(text))
		return
	}
	for _, element := range elements(value) {
		texts(element, found)
	}
}

// elements returns what a list, set, tuple, map or object holds.
func elements(value tftypes.Value) []tftypes.Value {
	if !value.IsKnown() || value.IsNull() {
		return nil
	}
	var list []tftypes.Value
	if value.As(&list) == nil {
		return list
	}
	var members map[string]tftypes.Value
	if value.As(&members) != nil {
		return nil
	}
	for _, member := range members {
		list = append(list, member)
	}
	return list
}

// configuredSecret returns the name of the attribute that a path leads to or into, if that is sensitive or write-only and a
// value has a text there. Otherwise it returns "".
func configuredSecret(s *tfprotov6.Schema, value *tfprotov6.DynamicValue, path *tftypes.AttributePath) string {
	if s == nil || s.Block == nil || value == nil || path == nil {
		return ""
	}
	attributes, steps := s.Block.Attributes, path.Steps()
	for i, step := range steps {
		name, ok := step.(tftypes.AttributeName)
		if !ok {
			continue // an element of what the step before has named
		}
		at := slices.IndexFunc(attributes, func(a *tfprotov6.SchemaAttribute) bool { return a.Name == string(name) })
		if at < 0 {
			return ""
		}
		a := attributes[at]
		if a.Sensitive || a.WriteOnly {
			if !hasText(s, value, tftypes.NewAttributePathWithSteps(steps[:i+1])) {
				return ""
			}
			return a.Name
		}
		if a.NestedType == nil {
			return ""
		}
		attributes = a.NestedType.Attributes
	}
	return ""
}

// hasText says whether a value has a text within what a path leads to. What cannot be told counts as one.
func hasText(s *tfprotov6.Schema, value *tfprotov6.DynamicValue, path *tftypes.AttributePath) bool {
	decoded, err := value.Unmarshal(s.ValueType())
	if err != nil {
		return true
	}
	found, _, err := tftypes.WalkAttributePath(decoded, path)
	secret, ok := found.(tftypes.Value)
	if err != nil || !ok {
		return true
	}
	var all []api.Secret
	texts(secret, &all)
	return slices.ContainsFunc(all, func(s api.Secret) bool { return s != "" })
}
