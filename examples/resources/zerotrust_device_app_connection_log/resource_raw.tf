# Fields that no argument has, in the earlier form of the request.
resource "zerotrust_device_app_connection_log" "office" {
  form = "enveloped"

  raw = jsonencode({
    network_name     = "Office WiFi"
    network_type     = "wi"
    network_security = "opn"
  })
}
