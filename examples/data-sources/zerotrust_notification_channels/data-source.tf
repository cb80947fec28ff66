data "zerotrust_notification_channels" "active" {
  status = ["ACTIVE"]
}

output "recipients" {
  description = "Recipients of alerts by channel."
  value       = { for channel in data.zerotrust_notification_channels.active.notification_channels : channel.name => channel.recipients }
}
