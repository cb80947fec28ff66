import {
  to = zerotrust_app_integrity_config.android
  identity = {
    version   = "production"
    config_id = "integrity-uuid-1234"
  }
}
