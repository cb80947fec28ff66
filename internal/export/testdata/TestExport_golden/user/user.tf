# Written by terraform-provider-zerotrust export.

resource "zerotrust_user" "minimal" {
  display_name = "Minimal"
}

resource "zerotrust_user" "full" {
  display_name = "Full"
  location     = "after"
  role         = 3
  status       = "SUSPENDED"
  tags         = ["group:a", "group:b", "group:c", "user:ä"]
}
