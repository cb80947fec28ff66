variable "lost_devices" {
  description = "Ids of the users by the ids of the devices that they have lost."
  type        = map(string)
  default     = { "3kD8sLm2Vt9HxN5qWb7RpY4cZgJ" = "8uA3fTq6Kx1RwZ9bYc5JdM2sLfH" }
}

action "zerotrust_device_delete" "lost" {
  config {
    devices = [for device, user in var.lost_devices : { id = device, user_uuid = user }]
  }
}

resource "terraform_data" "lost" {
  input = var.lost_devices

  lifecycle {
    action_trigger {
      events  = [before_create, before_update]
      actions = [action.zerotrust_device_delete.lost]
    }
  }
}
