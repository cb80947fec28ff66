locals {
  teams = {
    blue  = ["user:a"]
    green = ["user:c"]
  }
}

resource "zerotrust_app" "shared" {
  for_each = toset(["chat", "mail"])
  name     = "Shared ${each.key}"
  host     = "${each.key}.acme.example"
}

module "team" {
  source   = "./team"
  for_each = local.teams
  name     = each.key
  users    = each.value
  shared   = [for app in zerotrust_app.shared : app.id]
}

resource "zerotrust_access" "audit" {
  description = "Auditors reach what teams have"
  user_list   = ["group:audit"]
  app_list    = [for team in module.team : team.app]
}

resource "zerotrust_access" "per_app" {
  for_each    = zerotrust_app.shared
  description = "Owner of ${each.key}"
  user_list   = ["user:owner-${each.key}"]
  app_list    = [each.value.id]
}
