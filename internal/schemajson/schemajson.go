// Package schemajson writes the schema of a provider the way "terraform providers schema -json" does, straight from
// the provider's server. No installed CLI need know every kind that the provider offers, and none is downloaded.
package schemajson

import (
	"context"
	"errors"
	"fmt"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Provider returns everything that the server has a schema for.
func Provider(ctx context.Context, server tfprotov6.ProviderServer) (*tfjson.ProviderSchema, error) {
	all, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return nil, fmt.Errorf("asking for the schemas: %w", err)
	}

	if err := firstError(all.Diagnostics); err != nil {
		return nil, fmt.Errorf("asking for the schemas: %w", err)
	}

	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return nil, fmt.Errorf("asking for the identity schemas: %w", err)
	}

	if err := firstError(identities.Diagnostics); err != nil {
		return nil, fmt.Errorf("asking for the identity schemas: %w", err)
	}

	return &tfjson.ProviderSchema{
		ConfigSchema:             schema(all.Provider),
		ResourceSchemas:          convert(all.ResourceSchemas, schema),
		DataSourceSchemas:        convert(all.DataSourceSchemas, schema),
		EphemeralResourceSchemas: convert(all.EphemeralResourceSchemas, schema),
		ListResourceSchemas:      convert(all.ListResourceSchemas, schema),
		ActionSchemas:            convert(all.ActionSchemas, action),
		Functions:                convert(all.Functions, function),
		ResourceIdentitySchemas:  convert(identities.IdentitySchemas, identity),
	}, nil
}

func firstError(diagnostics []*tfprotov6.Diagnostic) error {
	for _, d := range diagnostics {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			return errors.New(d.Summary + ": " + d.Detail)
		}
	}

	return nil
}

func convert[From, To any](all map[string]From, one func(From) To) map[string]To {
	converted := make(map[string]To, len(all))

	for name, from := range all {
		converted[name] = one(from)
	}

	return converted
}

func schema(s *tfprotov6.Schema) *tfjson.Schema {
	return &tfjson.Schema{Version: uint64(s.Version), Block: block(s.Block)}
}

func action(a *tfprotov6.ActionSchema) *tfjson.ActionSchema {
	return &tfjson.ActionSchema{Block: block(a.Schema.Block)}
}

func block(b *tfprotov6.SchemaBlock) *tfjson.SchemaBlock {
	nested := make(map[string]*tfjson.SchemaBlockType, len(b.BlockTypes))

	for _, child := range b.BlockTypes {
		nested[child.TypeName] = &tfjson.SchemaBlockType{
			NestingMode: blockNesting(child.Nesting),
			Block:       block(child.Block),
			MinItems:    uint64(child.MinItems),
			MaxItems:    uint64(child.MaxItems),
		}
	}

	return &tfjson.SchemaBlock{
		Attributes:      attributes(b.Attributes),
		NestedBlocks:    nested,
		Description:     b.Description,
		DescriptionKind: descriptionKind(b.DescriptionKind),
		Deprecated:      b.Deprecated,
	}
}

func attributes(list []*tfprotov6.SchemaAttribute) map[string]*tfjson.SchemaAttribute {
	all := make(map[string]*tfjson.SchemaAttribute, len(list))

	for _, a := range list {
		converted := &tfjson.SchemaAttribute{
			Description:     a.Description,
			DescriptionKind: descriptionKind(a.DescriptionKind),
			Deprecated:      a.Deprecated,
			Required:        a.Required,
			Optional:        a.Optional,
			Computed:        a.Computed,
			Sensitive:       a.Sensitive,
			WriteOnly:       a.WriteOnly,
		}

		// Either the type or the nested type is set, never both.
		if a.NestedType != nil {
			converted.AttributeNestedType = &tfjson.SchemaNestedAttributeType{
				Attributes:  attributes(a.NestedType.Attributes),
				NestingMode: attributeNesting(a.NestedType.Nesting),
			}
		} else {
			converted.AttributeType = ctyType(a.Type)
		}

		all[a.Name] = converted
	}

	return all
}

func identity(s *tfprotov6.ResourceIdentitySchema) *tfjson.IdentitySchema {
	all := make(map[string]*tfjson.IdentityAttribute, len(s.IdentityAttributes))

	for _, a := range s.IdentityAttributes {
		all[a.Name] = &tfjson.IdentityAttribute{
			IdentityType:      ctyType(a.Type),
			Description:       a.Description,
			RequiredForImport: a.RequiredForImport,
			OptionalForImport: a.OptionalForImport,
		}
	}

	return &tfjson.IdentitySchema{Version: uint64(s.Version), Attributes: all}
}

func function(f *tfprotov6.Function) *tfjson.FunctionSignature {
	signature := &tfjson.FunctionSignature{
		Description:        f.Description,
		Summary:            f.Summary,
		DeprecationMessage: f.DeprecationMessage,
		ReturnType:         ctyType(f.Return.Type),
	}

	for _, p := range f.Parameters {
		signature.Parameters = append(signature.Parameters, parameter(p))
	}

	if f.VariadicParameter != nil {
		signature.VariadicParameter = parameter(f.VariadicParameter)
	}

	return signature
}

func parameter(p *tfprotov6.FunctionParameter) *tfjson.FunctionParameter {
	return &tfjson.FunctionParameter{
		Name:        p.Name,
		Description: p.Description,
		IsNullable:  p.AllowNullValue,
		Type:        ctyType(p.Type),
	}
}

func descriptionKind(k tfprotov6.StringKind) tfjson.SchemaDescriptionKind {
	if k == tfprotov6.StringKindMarkdown {
		return tfjson.SchemaDescriptionKindMarkdown
	}

	return tfjson.SchemaDescriptionKindPlain
}
