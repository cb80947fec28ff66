# Invoke it with: terraform apply -invoke=action.zerotrust_alert_promote.travel
action "zerotrust_alert_promote" "travel" {
  config {
    event_id             = "9aL4wJx7Tb2QzM5nRk8VdY1sGfP"
    start_time           = "2024-01-15T14:30:25Z"
    end_time             = "2024-01-15T14:35:00Z"
    bypass_notifications = true
  }
}
