# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_app_integrity_config.staging_ios
  id = "staging/1"
}

import {
  to = zerotrust_app_integrity_config.production_android
  id = "production/2"
}
