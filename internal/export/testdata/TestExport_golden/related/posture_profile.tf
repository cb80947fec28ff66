# Written by terraform-provider-zerotrust export.

resource "zerotrust_posture_profile" "healthy" {
  name            = "Healthy"
  attribute_uuids = [zerotrust_posture_attribute.disk_encryption.id, "gone"]
}
