# Every active notification channel, with its arguments, ready for generated configuration.
list "zerotrust_notification_channel" "active" {
  provider         = zerotrust
  include_resource = true

  config {
    status = ["ACTIVE"]
  }
}
