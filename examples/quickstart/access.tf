# Who may reach which app.

resource "zerotrust_access" "engineering" {
  description = "Engineering reaches source code and databases"
  user_list   = local.engineers
  app_list    = [zerotrust_app.git.id, zerotrust_app.databases.id]
}

resource "zerotrust_access" "finance" {
  description = "Finance reaches billing"
  user_list   = [local.group["Finance"]]
  app_list    = [zerotrust_app.billing.id]
}

resource "zerotrust_access" "everybody" {
  description = "Everybody reaches the phone system"
  user_list   = [local.group["Employees"]]
  app_list    = [zerotrust_app.voice.id]
}
