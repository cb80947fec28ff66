# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_alert_config.minimal
  id = "id-of-minimal"
}

import {
  to = zerotrust_alert_config.full
  id = "id-of-full"
}
