package flex

import (
	"context"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// FillModel sets the fields of a model, a pointer to a struct, to the attributes that their tags name, and says whether it
// could. It is tfsdk.State.Get for models whose fields all are values of the types of their attributes, at a tenth of the
// price; where it says false, State.Get says what is wrong.
func FillModel(ctx context.Context, attributes map[string]tftypes.Value, types map[string]attr.Type, model any) bool {
	ok := true
	eachField(reflect.ValueOf(model).Elem(), func(name string, field reflect.Value) {
		typ, found := types[name]
		if !ok || !found {
			ok = false
			return
		}
		value, err := typ.ValueFromTerraform(ctx, attributes[name])
		if err != nil || !reflect.TypeOf(value).AssignableTo(field.Type()) {
			ok = false
			return
		}
		field.Set(reflect.ValueOf(value))
	})
	return ok
}

// EqualModels says whether two models of one type, pointers to structs, have equal values in all fields.
func EqualModels[M any](a, b *M) bool {
	var fields []reflect.Value
	eachField(reflect.ValueOf(a).Elem(), func(_ string, field reflect.Value) { fields = append(fields, field) })
	equal, i := true, 0
	eachField(reflect.ValueOf(b).Elem(), func(_ string, field reflect.Value) {
		x, isValue := fields[i].Interface().(attr.Value)
		y, both := field.Interface().(attr.Value)
		equal = equal && isValue && both && x.Equal(y)
		i++
	})
	return equal
}

// eachField visits the tagged fields of a struct and of those that are embedded in it.
func eachField(s reflect.Value, visit func(name string, field reflect.Value)) {
	typ := s.Type()
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, tagged := f.Tag.Lookup("tfsdk")
		switch {
		case tagged && name != "-":
			visit(name, s.Field(i))
		case f.Anonymous && f.Type.Kind() == reflect.Struct:
			eachField(s.Field(i), visit)
		}
	}
}
