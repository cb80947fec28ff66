# Written by terraform-provider-zerotrust export.

resource "zerotrust_posture_profile" "minimal" {
  name = "Minimal"
}

resource "zerotrust_posture_profile" "full" {
  name              = "Full"
  platform          = 3
  description       = "after"
  attribute_uuids   = ["group:a", "group:b", "group:c", "user:ä"]
  posture_tag_value = "of one's own"
}
