action "zerotrust_device_app_connection_log" "released" {
  config {
    device_id       = "DEV-001-XR7H9"
    application_id  = "APP-MOBILE-001"
    connection_type = "established"
    status          = "success"
    timestamp       = "2024-01-15T14:30:25Z"
  }
}

resource "terraform_data" "release" {
  input = "2.1.0"

  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.zerotrust_device_app_connection_log.released]
    }
  }
}
