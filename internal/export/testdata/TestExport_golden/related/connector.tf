# Written by terraform-provider-zerotrust export.

resource "zerotrust_connector" "zurich" {
  name        = "Zurich"
  unique_name = "zurich-1"
}
