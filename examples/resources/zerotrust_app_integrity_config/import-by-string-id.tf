import {
  to = zerotrust_app_integrity_config.android
  id = "production/integrity-uuid-1234"
}
