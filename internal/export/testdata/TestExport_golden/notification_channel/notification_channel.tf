# Written by terraform-provider-zerotrust export.

resource "zerotrust_notification_channel" "minimal" {
  name = "Minimal"
}

resource "zerotrust_notification_channel" "full" {
  name        = "Full"
  description = "after"
  recipients  = ["group:a", "group:b", "group:c", "user:ä"]
  status      = "SUSPENDED"
  type        = 3
}
