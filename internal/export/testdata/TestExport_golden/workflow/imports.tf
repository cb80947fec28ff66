# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_workflow.minimal
  id = "id-of-minimal"
}

import {
  to = zerotrust_workflow.full
  id = "id-of-full"
}
