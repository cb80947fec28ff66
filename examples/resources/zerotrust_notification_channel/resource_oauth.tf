# The vendor publishes no meaning for these numbers: take yours from an existing object, and name them once.
locals {
  channel_type = { users = 1, slack = 2 }
}

variable "slack_code" {
  description = "Authorization code of Slack, which works only once. Not needed any more when the channel exists."
  type        = string
  sensitive   = true
  ephemeral   = true
}

resource "zerotrust_notification_channel" "slack" {
  name         = "Slack"
  type         = local.channel_type.slack
  redirect_uri = "https://acme.example.com/slack/done"

  # Raise the version together with a new code, which replaces the channel.
  oauth_code_wo         = var.slack_code
  oauth_code_wo_version = 1
}
