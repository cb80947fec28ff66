locals {
  teams = {
    blue = ["user:a", "user:b"]
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
