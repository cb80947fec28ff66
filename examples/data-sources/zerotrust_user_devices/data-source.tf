data "zerotrust_user" "alice" {
  display_name = "Alice Example"
}

data "zerotrust_user_devices" "alice" {
  user_uuid = data.zerotrust_user.alice.id
}

output "unmanaged_devices" {
  value = [for device in data.zerotrust_user_devices.alice.devices : device.display_name if !device.is_managed]
}
