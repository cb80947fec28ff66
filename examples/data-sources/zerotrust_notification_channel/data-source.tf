data "zerotrust_notification_channel" "slack" {
  name = "Slack"
}

output "slack_channel" {
  description = "Where alerts are posted."
  value       = data.zerotrust_notification_channel.slack.slack_channel
}
