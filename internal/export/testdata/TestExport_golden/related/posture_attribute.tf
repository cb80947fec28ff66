# Written by terraform-provider-zerotrust export.

resource "zerotrust_posture_attribute" "disk_encryption" {
  name = "Disk encryption"
}
