# Several events, in the earlier form of the request.
action "zerotrust_device_app_connection_log" "shift" {
  config {
    form          = "enveloped"
    at_least_once = true

    raw = jsonencode([
      for device in ["DEV-001", "DEV-002"] : {
        device_id = device
        app_id    = "APP-MOBILE-001"
        timestamp = "2024-01-15T14:30:25Z"
      }
    ])
  }
}
