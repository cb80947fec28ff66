# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_dashboard.minimal
  id = "id-of-minimal"
}

import {
  to = zerotrust_dashboard.full
  id = "id-of-full"
}
