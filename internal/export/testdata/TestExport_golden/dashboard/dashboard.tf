# Written by terraform-provider-zerotrust export.

resource "zerotrust_dashboard" "minimal" {
  name = "Minimal"
}

resource "zerotrust_dashboard" "full" {
  name        = "Full"
  description = "after"
  data        = "[2,1]"
  icon        = "after"
  status      = "SUSPENDED"
  tags        = ["group:a", "group:b", "group:c", "user:ä"]
}
