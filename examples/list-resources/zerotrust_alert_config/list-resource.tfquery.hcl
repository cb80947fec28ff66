list "zerotrust_alert_config" "active" {
  provider = zerotrust

  config {
    status = ["ACTIVE"]
  }
}
