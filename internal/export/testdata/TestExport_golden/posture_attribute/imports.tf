# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_posture_attribute.minimal
  id = "id-of-minimal"
}

import {
  to = zerotrust_posture_attribute.full
  id = "id-of-full"
}
