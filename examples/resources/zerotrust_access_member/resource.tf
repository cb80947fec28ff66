# The rule belongs to another team, which does not set user_list. This team adds itself.
resource "zerotrust_access_member" "contractors" {
  access_id = "2hV8Qm1nGk0rW3xTz5bYc7dLpAe"
  user      = "group:contractors"
}
