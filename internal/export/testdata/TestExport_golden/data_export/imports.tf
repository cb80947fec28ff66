# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_data_export.minimal
  id = "id-of-minimal"
}

import {
  to = zerotrust_data_export.full
  id = "id-of-full"
}
