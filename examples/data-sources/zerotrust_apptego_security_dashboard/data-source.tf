data "zerotrust_apptego_security_dashboard" "current" {}

output "root_detections" {
  value = lookup(data.zerotrust_apptego_security_dashboard.current.event_types_count, "root_detection", 0)
}
