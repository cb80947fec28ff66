# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_integration.minimal
  id = "id-of-minimal"
}

import {
  to = zerotrust_integration.full
  id = "id-of-full"
}
