# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_card.minimal
  id = "id-of-minimal"
}

import {
  to = zerotrust_card.full
  id = "id-of-full"
}
