# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_app.minimal
  id = "id-of-minimal"
}

import {
  to = zerotrust_app.full
  id = "id-of-full"
}
