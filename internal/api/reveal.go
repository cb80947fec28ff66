package api

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
)

// revealed returns a value whose JSON is that of v with the text of every Secret, whose own JSON is a placeholder. Only
// the body of a request is encoded so. Values that hold no Secret are returned as they are; others are copied.
//
// What has a JSON of its own (json.Marshaler) is left alone, and so are the fields that JSON does not see. Types that
// contain themselves are not supported; no request has one.
func revealed(v any) any {
	if v == nil || !mayHold(reflect.TypeOf(v), nil) {
		return v
	}
	return reveal(reflect.ValueOf(v)).Interface()
}

// mayHold says whether a value of a type can hold a Secret.
func mayHold(t reflect.Type, above []reflect.Type) bool {
	switch {
	case t == reflect.TypeFor[Secret]() || t.Kind() == reflect.Interface:
		return true
	case t.Kind() == reflect.Pointer: // has the methods of its element
		return mayHold(t.Elem(), above)
	case encodesItself(t) || slices.Contains(above, t):
		return false
	}
	above = append(slices.Clip(above), t)
	switch t.Kind() {
	case reflect.Slice, reflect.Array, reflect.Map:
		return mayHold(t.Elem(), above)
	case reflect.Struct:
		for f := range t.Fields() {
			if (f.IsExported() || f.Anonymous) && mayHold(f.Type, above) {
				return true
			}
		}
	}
	return false
}

func encodesItself(t reflect.Type) bool {
	marshaler := reflect.TypeFor[json.Marshaler]()
	return t.Implements(marshaler) || reflect.PointerTo(t).Implements(marshaler)
}

// plainType is a type with texts in the place of Secrets.
func plainType(t reflect.Type) reflect.Type {
	if t == reflect.TypeFor[Secret]() {
		return reflect.TypeFor[string]()
	}
	if !mayHold(t, nil) || t.Kind() == reflect.Interface {
		return t
	}
	switch t.Kind() {
	case reflect.Pointer:
		return reflect.PointerTo(plainType(t.Elem()))
	case reflect.Slice, reflect.Array:
		return reflect.SliceOf(plainType(t.Elem()))
	case reflect.Map:
		return reflect.MapOf(t.Key(), plainType(t.Elem()))
	case reflect.Struct:
		return reflect.StructOf(plainFields(t))
	}
	panic(fmt.Sprintf("api: a %s holds no secret", t)) // unreachable: see mayHold
}

// plainFields are the fields of a struct that JSON sees. An embedded one becomes a struct without methods, as package
// reflect wants it.
func plainFields(t reflect.Type) []reflect.StructField {
	var fields []reflect.StructField
	for f := range t.Fields() {
		switch {
		case f.Anonymous && f.Type.Kind() == reflect.Struct && f.IsExported():
			fields = append(fields, reflect.StructField{Name: f.Name, Type: reflect.StructOf(plainFields(f.Type)), Tag: f.Tag, Anonymous: true})
		case f.Anonymous:
			panic(fmt.Sprintf("api: %s embeds a %s, whose fields JSON would lose", t, f.Type))
		case f.IsExported():
			fields = append(fields, reflect.StructField{Name: f.Name, Type: plainType(f.Type), Tag: f.Tag})
		}
	}
	return fields
}

// reveal converts a value to the plainType of its type.
func reveal(v reflect.Value) reflect.Value {
	if v.Type() == reflect.TypeFor[Secret]() {
		return reflect.ValueOf(v.String())
	}
	out := reflect.New(plainType(v.Type())).Elem()
	revealInto(out, v)
	return out
}

func revealInto(out, v reflect.Value) {
	switch {
	case !mayHold(v.Type(), nil):
		out.Set(v)
		return
	case v.Type() == reflect.TypeFor[Secret]():
		out.SetString(v.String())
		return
	}
	switch v.Kind() {
	case reflect.Interface:
		if !v.IsNil() {
			out.Set(reflect.ValueOf(revealed(v.Interface())))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			out.Set(reflect.New(out.Type().Elem()))
			revealInto(out.Elem(), v.Elem())
		}
	case reflect.Slice, reflect.Array:
		if v.Kind() == reflect.Slice && v.IsNil() {
			return
		}
		out.Set(reflect.MakeSlice(out.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			revealInto(out.Index(i), v.Index(i))
		}
	case reflect.Map:
		if v.IsNil() {
			return
		}
		out.Set(reflect.MakeMapWithSize(out.Type(), v.Len()))
		for key, element := range v.Seq2() {
			out.SetMapIndex(key, reveal(element))
		}
	case reflect.Struct:
		for i := range out.NumField() {
			revealInto(out.Field(i), v.FieldByName(out.Type().Field(i).Name))
		}
	}
}
