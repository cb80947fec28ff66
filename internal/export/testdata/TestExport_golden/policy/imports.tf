# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_policy.minimal
  id = "id-of-minimal"
}

import {
  to = zerotrust_policy.full
  id = "id-of-full"
}
