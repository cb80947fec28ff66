package flex

import (
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/attr"
)

// EqualModels says whether two models of one type, pointers to structs, have equal values in all fields.
func EqualModels[M any](a, b *M) bool {
	var fields []reflect.Value
	eachField(reflect.ValueOf(a).Elem(), func(field reflect.Value) { fields = append(fields, field) })
	equal, i := true, 0
	eachField(reflect.ValueOf(b).Elem(), func(field reflect.Value) {
		x, isValue := fields[i].Interface().(attr.Value)
		y, both := field.Interface().(attr.Value)
		equal = equal && isValue && both && x.Equal(y)
		i++
	})
	return equal
}

// eachField visits the tagged fields of a struct and of those that are embedded in it.
func eachField(s reflect.Value, visit func(field reflect.Value)) {
	typ := s.Type()
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, tagged := f.Tag.Lookup("tfsdk")
		switch {
		case tagged && name != "-":
			visit(s.Field(i))
		case f.Anonymous && f.Type.Kind() == reflect.Struct:
			eachField(s.Field(i), visit)
		}
	}
}
