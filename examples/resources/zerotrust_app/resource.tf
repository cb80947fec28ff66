resource "zerotrust_app" "databases" {
  name                  = "Databases"
  description           = "PostgreSQL and its connection poolers"
  protocol              = "tcp"
  internal_host_pattern = "*.db.internal.example.com"
  tcp_ports             = [5432]
  tcp_port_ranges       = [{ start = 6432, end = 6440 }]
  tags                  = ["engineering", "production"]
}
