# Written by terraform-provider-zerotrust export.

resource "zerotrust_connector" "minimal" {
  name        = "Minimal"
  unique_name = "minimal"
}

resource "zerotrust_connector" "full" {
  name                   = "Full"
  unique_name            = "full"
  description            = "after"
  external_addr          = ["group:a", "group:b", "group:c", "user:ä"]
  status                 = "SUSPENDED"
  tags                   = ["group:a", "group:b", "group:c", "user:ä"]
  tcp_on_layer_three_vpn = 2
}
