# Disk encryption is a check that the service brings along.
data "zerotrust_posture_attribute" "disk_encryption" {
  name = "Disk encryption"
}

resource "zerotrust_posture_profile" "encrypted" {
  name              = "Encrypted laptop"
  platform          = 1
  attribute_uuids   = [data.zerotrust_posture_attribute.disk_encryption.id]
  posture_tag_value = "medium"
}
