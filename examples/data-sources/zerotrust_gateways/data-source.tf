data "zerotrust_gateways" "all" {}

# Addresses that a firewall has to let through.
output "gateway_addresses" {
  value = sort(data.zerotrust_gateways.all.gateways[*].vip)
}
