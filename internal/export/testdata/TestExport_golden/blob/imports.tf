# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_blob.minimal
  id = "minimal"
}

import {
  to = zerotrust_blob.after
  id = "full"
}
