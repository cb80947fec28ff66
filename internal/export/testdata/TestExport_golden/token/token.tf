# Written by terraform-provider-zerotrust export.

resource "zerotrust_token" "minimal" {
  name = "Minimal"
}

resource "zerotrust_token" "full" {
  name        = "Full"
  description = "after"
}
