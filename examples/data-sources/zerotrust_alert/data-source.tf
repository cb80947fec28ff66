data "zerotrust_alert" "travel" {
  id = "9aL4wJx7Tb2QzM5nRk8VdY1sGfP"
}

output "alert_owner" {
  value = data.zerotrust_alert.travel.owner_display_name
}
