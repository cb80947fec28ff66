resource "zerotrust_notification_channel" "security" {
  name        = "Security team"
  description = "Alerts for the people on call"
  type        = 1
  recipients  = ["user:alice", "user:bob"]
}
