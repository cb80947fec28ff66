package managed

import (
	"math/big"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// isZero is flex.IsZero for a value that is not decoded.
func isZero(v tftypes.Value) bool {
	if v.IsNull() {
		return true
	}
	if !v.IsKnown() {
		return false
	}
	switch typ := v.Type(); {
	case typ.Is(tftypes.String):
		var text string
		return v.As(&text) == nil && text == ""
	case typ.Is(tftypes.Bool):
		var flag bool
		return v.As(&flag) == nil && !flag
	case typ.Is(tftypes.Number):
		var number big.Float
		return v.As(&number) == nil && number.Sign() == 0
	case typ.Is(tftypes.Object{}):
		return allZero(v)
	case typ.Is(tftypes.Map{}):
		var members map[string]tftypes.Value
		return v.As(&members) == nil && len(members) == 0
	}
	var elements []tftypes.Value
	return v.As(&elements) == nil && len(elements) == 0
}

func allZero(object tftypes.Value) bool {
	var members map[string]tftypes.Value
	if object.As(&members) != nil {
		return false
	}
	for _, member := range members {
		if !isZero(member) {
			return false
		}
	}
	return true
}
