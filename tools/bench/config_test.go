package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

func TestEstateText(t *testing.T) {
	t.Parallel()
	for form, want := range map[shape]map[string]int{
		blocks:    {"resource \"zerotrust_app\" ": 3, "count =": 0, "for_each": 0, "bench-00002": 1},
		counted:   {"resource \"zerotrust_app\" ": 1, "count = 3": 1},
		forEach:   {"resource \"zerotrust_app\" ": 1, "for_each = local.app": 1, "\"00002\" = { value = \"bench-00002\" }": 1},
		reference: {"resource \"zerotrust_app\" ": 1, "zerotrust_app.o[each.key].id": 1, "for_each = local.access": 1},
	} {
		e := estate{shape: form, parts: []part{{noun: app(), count: 3}}}
		if form == reference {
			e.parts = append(e.parts, part{noun: access(), count: 3, apps: true})
		}
		text := e.text(providerText(), nil, false)
		for fragment, count := range want {
			if got := strings.Count(text, fragment); got != count {
				t.Errorf("shape %s: %q is there %d times, want %d:\n%s", form, fragment, got, count, text)
			}
		}
	}
}

func TestEstateText_changesAndImports(t *testing.T) {
	t.Parallel()
	e := estate{shape: blocks, parts: []part{{noun: access(), count: 3}}}
	text := e.text("", func(i int) bool { return i == 1 }, true)
	for fragment, count := range map[string]int{"changed": 1, "bench-00001 changed": 1, "import {": 3, "to = zerotrust_access.o00002": 1, access().id(2): 1} {
		if got := strings.Count(text, fragment); got != count {
			t.Errorf("%q is there %d times, want %d:\n%s", fragment, got, count, text)
		}
	}
}

func TestMixed_holdsEveryNoun(t *testing.T) {
	t.Parallel()
	e := mixed(1000)
	if len(e.parts) != 9 || e.objects() != 1000 {
		t.Errorf("%d objects of %d nouns", e.objects(), len(e.parts))
	}
	ids := map[string]bool{}
	for _, p := range e.parts {
		ids[p.noun.id(0)] = true
	}
	if len(ids) != len(e.parts) {
		t.Errorf("the nouns share ids: %v", ids)
	}
}

func TestTemplates(t *testing.T) {
	t.Parallel()
	mock, err := mockapi.New(mockapi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	mock.Put(mockapi.KindApp, mockapi.Object{"uuid": "one", "name": "bench-00000", "description": "kept"})
	const applied = `{"resources":[{"mode":"managed","type":"zerotrust_app","name":"o00000","instances":[
		{"schema_version":0,"attributes":{"id":"one","name":"bench-00000","description":"kept"},"identity":{"id":"one"}}]}]}`
	all, err := templatesOf([]byte(applied), mock, []noun{app()})
	if err != nil {
		t.Fatal(err)
	}
	for form, resources := range map[shape]int{blocks: 3, counted: 1, forEach: 1} {
		e := estate{shape: form, parts: []part{{noun: app(), count: 3}}}
		text, err := all.state(e)
		if err != nil {
			t.Fatal(err)
		}
		var state struct {
			Resources []struct {
				Name      string `json:"name"`
				Instances []struct {
					IndexKey   any            `json:"index_key"`
					Attributes map[string]any `json:"attributes"`
					Identity   map[string]any `json:"identity"`
				} `json:"instances"`
			} `json:"resources"`
		}
		if err := json.Unmarshal(text, &state); err != nil {
			t.Fatal(err)
		}
		if len(state.Resources) != resources {
			t.Fatalf("shape %s: %d resources, want %d", form, len(state.Resources), resources)
		}
		last := state.Resources[resources-1].Instances[len(state.Resources[resources-1].Instances)-1]
		if last.Attributes["id"] != app().id(2) || last.Identity["id"] != app().id(2) || last.Attributes["name"] != "bench-00002" || last.Attributes["description"] != "kept" {
			t.Errorf("shape %s: the last instance is %v", form, last)
		}
		if key := map[shape]any{blocks: nil, counted: 2.0, forEach: "00002"}[form]; last.IndexKey != key {
			t.Errorf("shape %s: the last key is %v, want %v", form, last.IndexKey, key)
		}
	}
	other, err := mockapi.New(mockapi.Options{})
	if err != nil {
		t.Fatal(err)
	}
	all.fill(other, estate{parts: []part{{noun: app(), count: 2}}}, 3)
	if got := len(other.Objects(mockapi.KindApp)); got != 5 {
		t.Errorf("%d objects in the service, want 2 and 3 that nobody manages", got)
	}
}

// TestEstate_manyCounted: more objects than one block with count holds are spread over blocks, in text and state alike.
func TestEstate_manyCounted(t *testing.T) {
	t.Parallel()
	e := estate{shape: counted, parts: []part{{noun: trivial(), count: 2*perBlock + 1}}}
	text := e.text("", nil, false)
	for _, fragment := range []string{`"o0" {`, `"o2" {` + "\n  count = 1\n", `format("bench-%05d", 2000 + count.index)`} {
		if !strings.Contains(text, fragment) {
			t.Errorf("the text lacks %q:\n%s", fragment, text)
		}
	}
	model := template{resource: map[string]any{"instances": []any{map[string]any{"attributes": map[string]any{}}}}}
	state, err := templates{trivial().typeName: model}.state(e)
	if err != nil {
		t.Fatal(err)
	}
	for fragment, want := range map[string]int{`"index_key":0}`: 3, `"index_key":999}`: 2, `"name":"o2"`: 1, `"id":`: 2*perBlock + 1} {
		if got := strings.Count(string(state), fragment); got != want {
			t.Errorf("the state has %q %d times, want %d", fragment, got, want)
		}
	}
}
