data "zerotrust_alert_history" "travel" {
  alert_uuid = "9aL4wJx7Tb2QzM5nRk8VdY1sGfP"
}

output "notes" {
  value = [for entry in data.zerotrust_alert_history.travel.investigation_actions : entry.action.note.note_text if entry.action.note != null]
}
