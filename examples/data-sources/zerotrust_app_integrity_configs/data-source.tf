data "zerotrust_app_integrity_configs" "production" {
  version = "production"
}

# Reports configurations of production that only watch.
check "production_is_enforced" {
  assert {
    condition = alltrue([
      for config in data.zerotrust_app_integrity_configs.production.app_integrity_configs : !config.enabled || config.action != "log"
    ])
    error_message = "An enabled App Integrity configuration of production only logs."
  }
}
