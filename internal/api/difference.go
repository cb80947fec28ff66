package api

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
)

// Difference compares two answers about one object, of one struct type, and returns the name of a field in which they
// differ, or "" if they are the same. Absent and zero are the same to the services, so they are here, down to what
// pointers point at. Lists are the same in any order, unless the field has the tag `order:"kept"`. Fields with the tag
// `changes:"alone"` are not compared: the service changes them between any two answers.
func Difference(a, b any) string {
	return difference(reflect.ValueOf(a), reflect.ValueOf(b))
}

func difference(a, b reflect.Value) string {
	for i := range a.NumField() {
		field := a.Type().Field(i)
		if field.Tag.Get("changes") != "alone" && !same(a.Field(i), b.Field(i), field.Tag.Get("order") == "kept") {
			name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
			return cmp.Or(name, field.Name)
		}
	}
	return ""
}

func same(a, b reflect.Value, ordered bool) bool {
	if isZero(a) || isZero(b) {
		return isZero(a) && isZero(b)
	}
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if !same(a.Field(i), b.Field(i), a.Type().Field(i).Tag.Get("order") == "kept") {
				return false
			}
		}
		return true
	case reflect.Pointer:
		return same(a.Elem(), b.Elem(), ordered)
	case reflect.Map:
		return sameMap(a, b)
	case reflect.Slice:
		return sameSlice(a, b, ordered)
	}
	return a.Equal(b)
}

// sameMap does not take absent keys for zero values: keys are data.
func sameMap(a, b reflect.Value) bool {
	if a.Len() != b.Len() {
		return false
	}
	for _, key := range a.MapKeys() {
		if other := b.MapIndex(key); !other.IsValid() || !same(a.MapIndex(key), other, false) {
			return false
		}
	}
	return true
}

func sameSlice(a, b reflect.Value, ordered bool) bool {
	if a.Len() != b.Len() {
		return false
	}
	if a.Type().Elem().Kind() == reflect.String && !ordered {
		return slices.Equal(sorted(a), sorted(b))
	}
	left := make([]reflect.Value, b.Len())
	for i := range left {
		left[i] = b.Index(i)
	}
	for i := range a.Len() {
		at := 0
		if !ordered {
			at = slices.IndexFunc(left, func(v reflect.Value) bool { return same(a.Index(i), v, false) })
		} else if !same(a.Index(i), left[0], false) {
			at = -1
		}
		if at < 0 {
			return false
		}
		left = slices.Delete(left, at, at+1)
	}
	return true
}

// sorted is for lists of texts, some of which are long.
func sorted(texts reflect.Value) []string {
	all := make([]string, texts.Len())
	for i := range all {
		all[i] = texts.Index(i).String()
	}
	slices.Sort(all)
	return all
}

// isZero says whether a value is what the services leave out: also an empty list, and a pointer to nothing but zero values.
func isZero(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Pointer:
		return v.IsNil() || isZero(v.Elem())
	case reflect.Slice, reflect.Map:
		return v.Len() == 0
	case reflect.Struct:
		for i := range v.NumField() {
			if !isZero(v.Field(i)) {
				return false
			}
		}
		return true
	}
	return v.IsZero()
}
