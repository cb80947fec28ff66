resource "zerotrust_device_app_connection_log" "release" {
  device_id       = "DEV-001-XR7H9"
  application_id  = "APP-MOBILE-001"
  connection_type = "established"
  status          = "success"
  timestamp       = "2024-01-15T14:30:25Z"
  ip_address      = "192.0.2.105"

  metadata = {
    network_type    = "WiFi"
    signal_strength = -45
    protocol        = "HTTPS"
    access_point    = "AP-7" # any further key
  }

  # An event of the audit trail may be there twice rather than not at all.
  at_least_once = true

  # A change sends the event again.
  triggers = {
    release = "2.1.0"
  }
}
