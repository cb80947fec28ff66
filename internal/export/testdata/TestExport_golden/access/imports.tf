# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_access.d
  id = "id-of-minimal"
}

import {
  to = zerotrust_access.after
  id = "id-of-full"
}
