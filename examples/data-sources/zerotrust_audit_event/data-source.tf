data "zerotrust_audit_event" "change" {
  id = "5eV2nQx8Lb4TzR7mYk1KdW6sHfJ"
}

output "changed_by" {
  value = data.zerotrust_audit_event.change.user_display_name
}
