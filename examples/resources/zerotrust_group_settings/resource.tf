# The group exists already; what is not set here is left alone.
data "zerotrust_group" "engineering" {
  name = "Engineering"
}

resource "zerotrust_group_settings" "engineering" {
  id          = data.zerotrust_group.engineering.id
  description = "Everybody who builds"
  tags        = ["managed", "synced"]
}
