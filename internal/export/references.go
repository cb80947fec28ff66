package export

import (
	"strings"
)

// target is what the text in an argument can name: an attribute of an object, after a prefix.
type target struct{ typeName, attribute, prefix string }

// references are the arguments that name other objects, by type and path without the elements of collections. No type refers
// to itself, and none to one that refers to it, so that there are no cycles.
func references() map[string][]target {
	id := func(noun string) target { return target{typeName: "zerotrust_" + noun, attribute: "id"} }
	selector := func(key, noun string) target {
		return target{typeName: "zerotrust_" + noun, attribute: "id", prefix: key + ":"}
	}
	users := []target{id("user"), selector("user", "user")}
	apps := []target{id("app"), selector("app", "app")}
	all := append(apps[:len(apps):len(apps)], users...)
	return map[string][]target{
		"zerotrust_access.app_list":                                   apps,
		"zerotrust_access.revoked_user_list":                          users,
		"zerotrust_access.user_list":                                  users,
		"zerotrust_access_member.access_id":                           {id("access")},
		"zerotrust_access_member.app":                                 apps,
		"zerotrust_access_member.user":                                users,
		"zerotrust_alert_config.card_data.uuid":                       {id("card")},
		"zerotrust_alert_config.condition_filter.exclude_any.all":     all,
		"zerotrust_alert_config.condition_filter.include_any.all":     all,
		"zerotrust_alert_config.recipients":                           users,
		"zerotrust_app.connector_unique_name":                         {{typeName: "zerotrust_connector", attribute: "unique_name"}},
		"zerotrust_app.ref_matches.ref":                               users,
		"zerotrust_app.refs":                                          users,
		"zerotrust_app_control_policy.app_filter.exclude_any.all":     all,
		"zerotrust_app_control_policy.app_filter.include_any.all":     all,
		"zerotrust_app_control_policy.session_filter.exclude_any.all": all,
		"zerotrust_app_control_policy.session_filter.include_any.all": all,
		"zerotrust_notification_channel.recipients":                   users,
		"zerotrust_policy.app_filter.exclude_any.all":                 all,
		"zerotrust_policy.app_filter.include_any.all":                 all,
		"zerotrust_policy.session_filter.exclude_any.all":             all,
		"zerotrust_policy.session_filter.include_any.all":             all,
		"zerotrust_policy.workflow_uuid":                              {id("workflow")},
		"zerotrust_posture_profile.attribute_uuids":                   {id("posture_attribute")},
		"zerotrust_workflow.recipients":                               users,
	}
}

// index finds the objects that are written, by what refers to them.
type index struct {
	targets map[string][]target
	objects map[string]map[string]*object // by type and attribute, and its value
}

func newIndex(objects []*object) (*index, error) {
	x := &index{targets: references(), objects: map[string]map[string]*object{}}
	attributes := map[string]map[string]bool{}
	for _, targets := range x.targets {
		for _, t := range targets {
			if attributes[t.typeName] == nil {
				attributes[t.typeName] = map[string]bool{}
			}
			attributes[t.typeName][t.attribute] = true
		}
	}
	for _, o := range objects {
		if o.problem != "" {
			continue
		}
		for attribute := range attributes[o.typeName] {
			value, err := o.text(attribute)
			if err != nil {
				return nil, err
			}
			key := o.typeName + "." + attribute
			if x.objects[key] == nil {
				x.objects[key] = map[string]*object{}
			}
			if value != "" {
				x.objects[key][value] = o
			}
		}
	}
	return x, nil
}

// find returns the object that a text in an argument names, with the attribute to refer to and what stands before it.
func (x *index) find(path, text string) (o *object, attribute, prefix string) {
	if x == nil {
		return nil, "", ""
	}
	for _, t := range x.targets[path] {
		if rest, ok := strings.CutPrefix(text, t.prefix); ok {
			if o := x.objects[t.typeName+"."+t.attribute][rest]; o != nil {
				return o, t.attribute, t.prefix
			}
		}
	}
	return nil, "", ""
}
