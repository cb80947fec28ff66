variable "alerts" {
  description = "Ids of the alerts of an incident."
  type        = list(string)
  default     = ["9aL4wJx7Tb2QzM5nRk8VdY1sGfP"]
}

# Invoke it with: terraform apply -invoke=action.zerotrust_alert_action.incident
action "zerotrust_alert_action" "incident" {
  config {
    investigation_actions = [for id in var.alerts : {
      alert_uuid  = id
      action_type = 1
      note        = { note_text = "Part of incident 42" }
    }]
  }
}
