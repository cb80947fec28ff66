data "zerotrust_alert_config" "travel" {
  name = "Impossible travel"
}

output "told_about_travel" {
  value = values(data.zerotrust_alert_config.travel.recipient_display_names)
}
