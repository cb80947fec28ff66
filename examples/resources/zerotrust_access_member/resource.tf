# The rule belongs to another team, which does not set user_list. This team adds its own group.
data "zerotrust_app" "databases" {
  name = "Databases"
}

data "zerotrust_accesses" "databases" {
  app_id = data.zerotrust_app.databases.id
}

data "zerotrust_group" "contractors" {
  name = "Contractors"
}

resource "zerotrust_access_member" "contractors" {
  access_id = one(data.zerotrust_accesses.databases.accesses).id
  user      = provider::zerotrust::tag("group", data.zerotrust_group.contractors.id)
}
