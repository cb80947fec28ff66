# The rule belongs to one team and does not set user_list; others add themselves.
resource "zerotrust_access" "shared" {
  description = "Shared tools"
  app_list    = ["app:acme.https.0.wiki"]
}

resource "zerotrust_access_member" "contractors" {
  access_id = zerotrust_access.shared.id
  user      = "group:contractors"
}
