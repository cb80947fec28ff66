# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_user.minimal
  id = "id-of-minimal"
}

import {
  to = zerotrust_user.full
  id = "id-of-full"
}
