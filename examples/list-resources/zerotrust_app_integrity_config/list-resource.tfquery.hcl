# What is trusted in production.
list "zerotrust_app_integrity_config" "production" {
  provider = zerotrust

  config {
    version = "production"
  }
}
