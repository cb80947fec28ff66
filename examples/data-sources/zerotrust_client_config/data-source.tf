# By id only: the vendor documents no list.
data "zerotrust_client_config" "managed" {
  id = "7yN4wLr0Uc3MdS9oXa6ZqK8iGeH"
}

output "managed_laptops_always_on" {
  value = data.zerotrust_client_config.managed.enable_always_on_vpn
}
