# The vendor publishes no meaning for these numbers: take yours from an existing object, and name them once.
locals {
  platform = { macos = 1, windows = 2 }
}

# Disk encryption is a check that the service brings along.
data "zerotrust_posture_attribute" "disk_encryption" {
  name = "Disk encryption"
}

resource "zerotrust_posture_profile" "encrypted" {
  name              = "Encrypted laptop"
  platform          = local.platform.macos
  attribute_uuids   = [data.zerotrust_posture_attribute.disk_encryption.id]
  posture_tag_value = "medium"
}
