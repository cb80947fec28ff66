list "zerotrust_app_control_policy" "active" {
  provider = zerotrust

  config {
    status = ["ACTIVE"]
  }
}
