# What carries traffic to the private apps. It logs in with its access_token, which is in state, marked as sensitive.

resource "zerotrust_connector" "datacenter" {
  unique_name   = "datacenter-1"
  name          = "Data center"
  description   = "Carries traffic to billing, source code and databases"
  external_addr = ["datacenter-1.connect.${var.domain}"]
}
