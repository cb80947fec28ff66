package main

import (
	"encoding/json"
	"fmt"
	"maps"

	"github.com/zerotrust-as-code/terraform-provider-zerotrust/internal/mockapi"
)

// A template is one object of a noun as an apply left it: in the state and in the service.
type template struct {
	resource map[string]any // of the state file, with one instance
	object   mockapi.Object
}

// templates are by type.
type templates map[string]template

// templatesOf reads what an apply of one object of each noun made. Applying thousands of objects for each measurement
// would take longer than the measurement; copying one differs from it in nothing that a plan looks at.
func templatesOf(state []byte, mock *mockapi.Mock, all []noun) (templates, error) {
	var file struct {
		Resources []map[string]any `json:"resources"`
	}
	if err := json.Unmarshal(state, &file); err != nil {
		return nil, fmt.Errorf("reading the state: %w", err)
	}
	found := templates{}
	for _, r := range file.Resources {
		found[fmt.Sprint(r["type"])] = template{resource: r}
	}
	for _, n := range all {
		t, ok := found[n.typeName]
		if !ok {
			return nil, fmt.Errorf("the state holds no %s", n.typeName)
		}
		if n.kind != "" {
			objects := mock.Objects(n.kind)
			if len(objects) != 1 {
				return nil, fmt.Errorf("%d objects of the kind %s were made, not one", len(objects), n.kind)
			}
			t.object = objects[0]
		}
		found[n.typeName] = t
	}
	return found, nil
}

// state writes the state file of an estate.
func (t templates) state(e estate) ([]byte, error) {
	var resources []map[string]any
	for _, p := range e.parts {
		var instances []map[string]any
		for i := range p.count {
			name, key := e.shape.address(i)
			instance, err := t.instance(p, i)
			if err != nil {
				return nil, err
			}
			if key != nil {
				instance["index_key"] = key
			}
			instances = append(instances, instance)
			if next, _ := e.shape.address(i + 1); next != name || i+1 == p.count {
				resources = append(resources, t.resource(p, name, instances))
				instances = nil
			}
		}
	}
	return json.Marshal(map[string]any{
		"version": 4, "terraform_version": "1.11.0", "serial": 1, "lineage": "00000000-0000-4000-8000-000000000000",
		"outputs": map[string]any{}, "resources": resources, "check_results": nil,
	})
}

func (t templates) resource(p part, name string, instances []map[string]any) map[string]any {
	r := maps.Clone(t[p.noun.typeName].resource)
	r["name"], r["instances"] = name, instances
	return r
}

// instance is the template's instance as object i.
func (t templates) instance(p part, i int) (map[string]any, error) {
	model, ok := t[p.noun.typeName]
	if !ok {
		return nil, fmt.Errorf("there is no template of %s", p.noun.typeName)
	}
	instances, _ := model.resource["instances"].([]any)
	if len(instances) != 1 {
		return nil, fmt.Errorf("the template of %s has %d instances, not one", p.noun.typeName, len(instances))
	}
	first, _ := instances[0].(map[string]any)
	attributes, _ := first["attributes"].(map[string]any)
	instance, attributes := maps.Clone(first), maps.Clone(attributes)
	attributes["id"], attributes[p.noun.vary] = p.noun.id(i), p.noun.value(i)
	if p.apps {
		attributes["app_list"] = []string{app().id(i)}
	}
	if p.noun.users != nil {
		attributes["user_list"] = p.noun.users
	}
	instance["attributes"] = attributes
	if instance["identity"] != nil {
		instance["identity"] = map[string]any{"id": p.noun.id(i)}
	}
	delete(instance, "index_key")
	return instance, nil
}

// fill puts the objects of an estate into the services, and extra ones of each noun that nobody manages.
func (t templates) fill(mock *mockapi.Mock, e estate, extra int) {
	for _, p := range e.parts {
		if p.noun.kind == "" {
			continue
		}
		for i := range p.count + extra {
			object := maps.Clone(t[p.noun.typeName].object)
			object["uuid"], object[p.noun.vary] = p.noun.id(i), p.noun.value(i)
			if p.apps {
				object["app_list"] = []string{app().id(i)}
			}
			if p.noun.users != nil {
				object["user_list"] = p.noun.users
			}
			mock.Put(p.noun.kind, object)
		}
	}
}
