# Whom selectors name. Users and groups come from the identity provider, so they are looked up: a name that is misspelt, gone
# or not unique fails the plan, where a bare string would just select nobody.

data "zerotrust_group" "all" {
  for_each = setunion(var.engineering_groups, ["Break glass", "Employees", "Finance", "Security", "SRE", "SRE leads"])
  name     = each.key
}

data "zerotrust_user" "on_call" {
  for_each     = var.on_call
  display_name = each.key
}

locals {
  group   = { for name, group in data.zerotrust_group.all : name => provider::zerotrust::tag("group", group.id) }
  on_call = [for user in data.zerotrust_user.on_call : provider::zerotrust::tag("user", user.id)]

  engineers = [for name in var.engineering_groups : local.group[name]]

  # Apps are selected by their tags: what gets a tag gets the policies for it.
  payment_apps    = provider::zerotrust::tag("appgroup", local.app_tag.payments)
  production_apps = provider::zerotrust::tag("appgroup", local.app_tag.production)
  app_tag         = { engineering = "engineering", payments = "pci", production = "production" }
}
