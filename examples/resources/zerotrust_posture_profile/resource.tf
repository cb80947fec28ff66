# The vendor publishes no meaning for these numbers: take yours from an existing object, and name them once.
locals {
  platform = { macos = 1, windows = 2 }
}

# Devices that meet the profile get the session tag posture:high, by which policies select: posture_ge:medium.
resource "zerotrust_posture_profile" "managed_mac" {
  name              = "Managed Mac"
  description       = "Encrypted, with the endpoint protection agent running"
  platform          = local.platform.macos
  posture_tag_value = "high"

  attribute_uuids = [
    "3fB8kYw5Jr2TxN9vCq7LmD4hSzP", # disk encryption
    "7cQ2xLm9Vt4HdK6sWb1ZpR8yNfG", # endpoint protection agent
  ]
}
