# Written by terraform-provider-zerotrust export.

resource "zerotrust_app" "minimal" {
  name = "Minimal"
}

resource "zerotrust_app" "full" {
  name                  = "Full"
  description           = "after"
  connector_unique_name = "after"
  host                  = "after"
  host_match_type       = 2
  integration_id        = "after"
  internal_host_pattern = "after"
  internal_port         = 65535
  internal_protocol     = "after"
  path                  = "after"
  port                  = 65535
  protocol              = "after"
  protocols             = [1, 8443, 65535]
  ref_matches           = [{ ref = "b", tags = ["x", "y", "z"] }, { ref = "c" }, { ref = "d", tags = ["x"] }]
  refs                  = ["group:a", "group:b", "group:c", "user:ä"]
  request_host_header   = "after"
  reverse_proxy_name    = "after"
  status                = "SUSPENDED"
  tags                  = ["group:a", "group:b", "group:c", "user:ä"]
  tcp_port_ranges       = [{ start = 1, end = 3 }, { start = 5, end = 6 }, { start = 9, end = 9 }]
  tcp_ports             = [1, 8443, 65535]
  udp_port_ranges       = [{ start = 1, end = 3 }, { start = 5, end = 6 }, { start = 9, end = 9 }]
  udp_ports             = [1, 8443, 65535]
  verify_server_cert    = 2
}
