# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_notification_channel.minimal
  id = "id-of-minimal"
}

import {
  to = zerotrust_notification_channel.full
  id = "id-of-full"
}
