data "zerotrust_device" "laptop" {
  id        = "3kD8sLm2Vt9HxN5qWb7RpY4cZgJ"
  user_uuid = "8uA3fTq6Kx1RwZ9bYc5JdM2sLfH"
}

output "laptop_posture" {
  value = data.zerotrust_device.laptop.posture
}
