# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_posture_profile.minimal
  id = "id-of-minimal"
}

import {
  to = zerotrust_posture_profile.full
  id = "id-of-full"
}
