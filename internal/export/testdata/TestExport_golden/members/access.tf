# Written by terraform-provider-zerotrust export.

resource "zerotrust_access" "alice_reaches_git" {
  description = "Alice reaches Git"
}
