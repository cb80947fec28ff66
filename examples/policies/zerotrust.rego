# Rules for plans of the provider zerotrust. The input is what "terraform show -json" prints of a saved plan.
package main

# What exists after the apply, with its attributes: what is destroyed has none.
after contains {"address": rc.address, "type": rc.type, "values": rc.change.after, "unknown": object.get(rc.change, "after_unknown", {})} if {
	some rc in input.resource_changes
	rc.mode == "managed"
	rc.change.after != null
}

# 1. Nobody opens an app to everybody or to guests.

everybody := {"*", "all", "any", "anyone", "everyone", "everybody"}

is_everybody(selector) if selector in everybody

is_everybody(selector) if trim_prefix(selector, "group:") in everybody

deny contains sprintf("%s: %q lets everybody reach its apps.", [o.address, user]) if {
	some o in after
	o.type == "zerotrust_access"
	some user in o.values.user_list
	is_string(user) # else it is not known
	is_everybody(lower(user))
}

deny contains sprintf("%s: %q lets everybody reach the app.", [o.address, o.values.user]) if {
	some o in after
	o.type == "zerotrust_access_member"
	is_string(o.values.user) # else it is a member of the apps
	is_everybody(lower(o.values.user))
}

deny contains sprintf("%s: guests reach its apps.", [o.address]) if {
	some o in after
	o.type in {"zerotrust_access", "zerotrust_policy"}
	o.values.allow_guest_access == true
}

# What is known only after apply cannot be judged.
deny contains sprintf("%s: user_list is known only after apply. Refer to groups by their names.", [o.address]) if {
	some o in after
	o.type == "zerotrust_access"
	is_unknown(o.unknown.user_list)
}

is_unknown(value) if value == true # the whole list

is_unknown(value) if true in value # an element

# 2. Nothing is destroyed or replaced that no documented call deletes: it would stay in the service.

stays := {
	"zerotrust_alert_config",
	"zerotrust_app",
	"zerotrust_blob",
	"zerotrust_ca_certificate",
	"zerotrust_card",
	"zerotrust_connector",
	"zerotrust_dashboard",
	"zerotrust_data_export",
	"zerotrust_integration",
	"zerotrust_notification_channel",
	"zerotrust_posture_attribute",
	"zerotrust_posture_profile",
}

deny contains sprintf("%s: it would be %s, and the old object stays in the service.", [rc.address, what]) if {
	some rc in input.resource_changes
	rc.type in stays
	"delete" in rc.change.actions
	what := {true: "replaced", false: "destroyed"}["create" in rc.change.actions]
}

# 3. App Integrity of production is on and acts.

is_production(values) if {
	values.version == "production"
}

deny contains sprintf("%s: App Integrity of production must be enabled.", [o.address]) if {
	some o in after
	o.type == "zerotrust_app_integrity_config"
	is_production(o.values)
	not o.values.enabled == true
}

deny contains sprintf("%s: App Integrity of production only logs.", [o.address]) if {
	some o in after
	o.type == "zerotrust_app_integrity_config"
	is_production(o.values)
	object.get(o.values, "action", "log") in {"log", "", null}
}

deny contains sprintf("%s: App Integrity of production goes away.", [rc.address]) if {
	some rc in input.resource_changes
	rc.type == "zerotrust_app_integrity_config"
	rc.change.actions == ["delete"]
	is_production(rc.change.before)
}
