package api

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Unmarshal is json.Unmarshal for what a service answers, but exact. A member whose name differs in its letter case is
// another member, a member that is there twice is an error, and so is null as an element of a list or of a map: package
// json takes the first two for the field, and the third for a zero value. Null as a member still means absent. Data is
// changed while Unmarshal runs and is as before when it returns.
func Unmarshal(data []byte, out any) error {
	e := exact{data: data, shapes: map[reflect.Type]*shape{}}
	defer e.unhide()
	if t := reflect.TypeOf(out); t != nil {
		e.value(e.shapeOf(t))
	}
	if e.err != nil {
		return e.err
	}
	return json.Unmarshal(data, out)
}

// inexactError is JSON that package json would read in spite of its ambiguity. It holds names of fields and no value.
type inexactError struct {
	what string   // without where
	path []string // of the fields, outermost first
}

func (e *inexactError) Error() string {
	if len(e.path) == 0 {
		return e.what + " the answer"
	}
	return fmt.Sprintf("%s the field %q", e.what, strings.Join(e.path, "."))
}

// exact walks through JSON along the type that it is decoded into. It stops at what is not JSON, or of another kind than
// the type: package json has the words for that.
type exact struct {
	data   []byte
	at     int
	shapes map[reflect.Type]*shape
	hidden []hiddenName
	err    *inexactError
}

// hiddenName is a name that package json would take for a field, and that is made unlike any field meanwhile.
type hiddenName struct {
	at   int
	name []byte
}

func (e *exact) unhide() {
	for _, h := range e.hidden {
		copy(e.data[h.at:], h.name)
	}
}

// shape is what the walk needs to know of a type.
type shape struct {
	kind     shapeKind
	fields   map[string]int // of an object: indexes of members
	members  []member
	element  *shape // of a list, a map or a pointer
	nullable bool   // the type tells null from its zero value
}

type member struct {
	name []byte
	is   *shape
}

type shapeKind int

const (
	shapeOther  shapeKind = iota // whatever it holds is no business of the walk
	shapeObject                  // a struct
	shapeMap
	shapeList
	shapePointer
)

func (e *exact) shapeOf(t reflect.Type) *shape {
	if known, ok := e.shapes[t]; ok {
		return known
	}
	s := &shape{}
	e.shapes[t] = s // before its parts, which may be of the same type
	switch {
	case t == reflect.TypeFor[json.RawMessage](), t.Kind() == reflect.Interface:
		s.nullable = true
	case reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]()), reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]()):
	case t.Kind() == reflect.Pointer:
		s.kind, s.element, s.nullable = shapePointer, e.shapeOf(t.Elem()), true
	case t.Kind() == reflect.Struct:
		s.kind, s.fields = shapeObject, map[string]int{}
		e.addMembers(s, t)
	case t.Kind() == reflect.Map:
		s.kind, s.element = shapeMap, e.shapeOf(t.Elem())
	case t.Kind() == reflect.Slice, t.Kind() == reflect.Array:
		s.kind, s.element = shapeList, e.shapeOf(t.Elem())
	}
	return s
}

// addMembers adds the fields of a struct under the names that package json gives them; its own come before embedded ones.
func (e *exact) addMembers(s *shape, t reflect.Type) {
	var embedded []reflect.Type
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		inner := f.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		switch {
		case f.Tag.Get("json") == "-":
		case f.Anonymous && name == "" && inner.Kind() == reflect.Struct:
			embedded = append(embedded, inner)
		case f.IsExported() && name != "": // a field without a tag has no name that a service could mean
			if _, taken := s.fields[name]; !taken {
				s.fields[name] = len(s.members)
				s.members = append(s.members, member{name: []byte(name), is: e.shapeOf(f.Type)})
			}
		}
	}
	for _, t := range embedded {
		e.addMembers(s, t)
	}
}

// value walks through one value and says whether the walk can go on after it.
func (e *exact) value(s *shape) bool {
	for s.kind == shapePointer {
		s = s.element
	}
	e.space()
	if e.at == len(e.data) {
		return false
	}
	switch first := e.data[e.at]; {
	case first == '{' && s.kind == shapeObject:
		return e.object(s)
	case first == '{' && s.kind == shapeMap:
		return e.mapping(s)
	case first == '[' && s.kind == shapeList:
		return e.elements(']', func() bool { return e.elementValue(s) })
	}
	return e.skip()
}

func (e *exact) object(s *shape) bool {
	var seen [4]uint64 // bits, of up to 256 fields
	return e.elements('}', func() bool {
		raw, from, ok := e.name()
		if !ok {
			return false
		}
		name := unescaped(raw)
		i, known := s.fields[string(name)]
		if !known {
			if slices.ContainsFunc(s.members, func(m member) bool { return bytes.EqualFold(m.name, name) }) {
				e.hide(raw, from)
			}
			return e.skip()
		}
		field := s.members[i]
		twice := seen[i/64]&(1<<(i%64)) != 0
		seen[i/64] |= 1 << (i % 64)
		good := !twice && e.value(field.is)
		switch {
		case twice:
			e.err = &inexactError{what: "it has two values for", path: []string{string(field.name)}}
		case e.err != nil:
			e.err.path = slices.Insert(e.err.path, 0, string(field.name))
		}
		return good
	})
}

// mapping does not say which name is there twice: it is data.
func (e *exact) mapping(s *shape) bool {
	seen := map[string]bool{}
	return e.elements('}', func() bool {
		raw, _, ok := e.name()
		if !ok {
			return false
		}
		name := string(unescaped(raw))
		if seen[name] {
			e.err = &inexactError{what: "it has a name twice in"}
			return false
		}
		seen[name] = true
		return e.elementValue(s)
	})
}

func (e *exact) elementValue(s *shape) bool {
	e.space()
	if !s.element.nullable && bytes.HasPrefix(e.data[e.at:], []byte("null")) {
		e.err = &inexactError{what: "it has null among the elements of"}
		return false
	}
	return e.value(s.element)
}

// elements walks through what stands between two brackets, with commas between.
func (e *exact) elements(end byte, element func() bool) bool {
	e.at++
	for first := true; ; first = false {
		e.space()
		switch {
		case e.at == len(e.data):
			return false
		case e.data[e.at] == end:
			e.at++
			return true
		case first:
		case e.data[e.at] == ',':
			e.at++
		default:
			return false
		}
		if !element() {
			return false
		}
	}
}

// name reads the name of a member and its colon. It returns the name as it is written, and where it begins.
func (e *exact) name() (raw []byte, from int, ok bool) {
	e.space()
	from = e.at + 1
	if e.at == len(e.data) || e.data[e.at] != '"' || !e.text() {
		return nil, 0, false
	}
	raw = e.data[from : e.at-1]
	e.space()
	if e.at == len(e.data) || e.data[e.at] != ':' {
		return nil, 0, false
	}
	e.at++
	return raw, from, true
}

func (e *exact) hide(raw []byte, from int) {
	e.hidden = append(e.hidden, hiddenName{at: from, name: bytes.Clone(raw)})
	for i := range raw {
		raw[i] = '?' // no field has such a name
	}
}

// skip goes behind a value of any kind.
func (e *exact) skip() bool {
	depth := 0
	for e.at < len(e.data) {
		switch e.data[e.at] {
		case '"':
			if !e.text() {
				return false
			}
			if depth == 0 {
				return true
			}
			continue
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return true // of the object around a number
			}
			if depth--; depth == 0 {
				e.at++
				return true
			}
		case ',':
			if depth == 0 {
				return true
			}
		}
		e.at++
	}
	return depth == 0
}

// text goes behind a string.
func (e *exact) text() bool {
	for e.at++; e.at < len(e.data); e.at++ {
		switch e.data[e.at] {
		case '\\':
			e.at++
		case '"':
			e.at++
			return true
		}
	}
	e.at = len(e.data)
	return false
}

func (e *exact) space() {
	for e.at < len(e.data) && strings.IndexByte(jsonSpace, e.data[e.at]) >= 0 {
		e.at++
	}
}

func unescaped(raw []byte) []byte {
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw
	}
	var name string
	if json.Unmarshal(slices.Concat([]byte{'"'}, raw, []byte{'"'}), &name) != nil {
		return raw
	}
	return []byte(name)
}
