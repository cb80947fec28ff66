# The vendor publishes no meaning for these numbers: take yours from an existing object, and name them once.
locals {
  platform = { macos = 1, windows = 2 }
}

# Checks that the service brings along, or that another configuration manages.
data "zerotrust_posture_attribute" "required" {
  for_each = toset(["Disk encryption", "EDR agent runs"])

  name = each.value
}

# Devices that meet the profile get the session tag posture:high, by which policies select: posture_ge:medium.
resource "zerotrust_posture_profile" "managed_mac" {
  name              = "Managed Mac"
  description       = "Encrypted, with the endpoint protection agent running"
  platform          = local.platform.macos
  posture_tag_value = "high"
  attribute_uuids   = [for check in data.zerotrust_posture_attribute.required : check.id]
}
