# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_token.minimal
  id = "id-of-minimal"
}

import {
  to = zerotrust_token.full
  id = "id-of-full"
}
