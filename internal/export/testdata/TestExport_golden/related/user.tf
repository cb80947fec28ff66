# Written by terraform-provider-zerotrust export.

resource "zerotrust_user" "alice" {
  display_name = "Alice"
}
