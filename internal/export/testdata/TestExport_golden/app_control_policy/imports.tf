# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_app_control_policy.minimal
  id = "id-of-minimal"
}

import {
  to = zerotrust_app_control_policy.full
  id = "id-of-full"
}
