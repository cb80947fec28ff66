# The private apps: what can be reached at all.

resource "zerotrust_app" "billing" {
  name                  = "Billing"
  description           = "Invoices and payments"
  protocol              = "https"
  host                  = "billing.${var.domain}"
  port                  = 443
  internal_protocol     = "http"
  internal_host_pattern = "billing.internal.${var.domain}"
  internal_port         = 8080
  connector_unique_name = zerotrust_connector.datacenter.unique_name
  tags                  = ["finance", local.app_tag.payments]
}

resource "zerotrust_app" "git" {
  name                  = "Git"
  description           = "Source code, over HTTPS and SSH"
  protocol              = "tcp"
  host                  = "git.${var.domain}"
  tcp_ports             = [22, 443]
  connector_unique_name = zerotrust_connector.datacenter.unique_name
  tags                  = [local.app_tag.engineering]
}

resource "zerotrust_app" "databases" {
  name                  = "Databases"
  description           = "PostgreSQL and its connection poolers"
  protocol              = "tcp"
  internal_host_pattern = "*.db.internal.${var.domain}"
  tcp_ports             = [5432]
  tcp_port_ranges = [
    { start = 6432, end = 6440 },
  ]
  connector_unique_name = zerotrust_connector.datacenter.unique_name
  tags                  = [local.app_tag.engineering, local.app_tag.production]
}

resource "zerotrust_app" "voice" {
  name        = "Voice"
  description = "Phone system: signalling and media"
  protocol    = "udp"
  host        = "voice.${var.domain}"
  udp_ports   = [5060]
  udp_port_ranges = [
    { start = 10000, end = 10999 },
  ]
}
