# Written by terraform-provider-zerotrust export.

resource "zerotrust_app" "git" {
  name                  = "Git"
  connector_unique_name = "zurich-1"
}
