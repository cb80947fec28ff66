# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_connector.minimal
  id = "minimal"
}

import {
  to = zerotrust_connector.full
  id = "full"
}
