package schemajson

import (
	"fmt"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
)

// The functions below panic on what the protocol does not know: the framework cannot produce it, and a schema with a
// hole would become a documentation page with a hole.

// ctyType is the same type in the library of the CLI, which knows how to write it as JSON.
func ctyType(t tftypes.Type) cty.Type {
	switch t := t.(type) {
	case tftypes.List:
		return cty.List(ctyType(t.ElementType))
	case tftypes.Set:
		return cty.Set(ctyType(t.ElementType))
	case tftypes.Map:
		return cty.Map(ctyType(t.ElementType))
	case tftypes.Tuple:
		elements := make([]cty.Type, 0, len(t.ElementTypes))

		for _, element := range t.ElementTypes {
			elements = append(elements, ctyType(element))
		}

		return cty.Tuple(elements)
	case tftypes.Object:
		return cty.Object(convert(t.AttributeTypes, ctyType))
	}

	switch {
	case t.Is(tftypes.Bool):
		return cty.Bool
	case t.Is(tftypes.Number):
		return cty.Number
	case t.Is(tftypes.String):
		return cty.String
	case t.Is(tftypes.DynamicPseudoType):
		return cty.DynamicPseudoType
	}

	panic(fmt.Sprintf("unknown type %s", t))
}

func blockNesting(mode tfprotov6.SchemaNestedBlockNestingMode) tfjson.SchemaNestingMode {
	switch mode {
	case tfprotov6.SchemaNestedBlockNestingModeSingle:
		return tfjson.SchemaNestingModeSingle
	case tfprotov6.SchemaNestedBlockNestingModeGroup:
		return tfjson.SchemaNestingModeGroup
	case tfprotov6.SchemaNestedBlockNestingModeList:
		return tfjson.SchemaNestingModeList
	case tfprotov6.SchemaNestedBlockNestingModeSet:
		return tfjson.SchemaNestingModeSet
	case tfprotov6.SchemaNestedBlockNestingModeMap:
		return tfjson.SchemaNestingModeMap
	default:
		panic(fmt.Sprintf("unknown nesting of a block: %s", mode))
	}
}

func attributeNesting(mode tfprotov6.SchemaObjectNestingMode) tfjson.SchemaNestingMode {
	switch mode {
	case tfprotov6.SchemaObjectNestingModeSingle:
		return tfjson.SchemaNestingModeSingle
	case tfprotov6.SchemaObjectNestingModeList:
		return tfjson.SchemaNestingModeList
	case tfprotov6.SchemaObjectNestingModeSet:
		return tfjson.SchemaNestingModeSet
	case tfprotov6.SchemaObjectNestingModeMap:
		return tfjson.SchemaNestingModeMap
	default:
		panic(fmt.Sprintf("unknown nesting of an attribute: %s", mode))
	}
}
