data "zerotrust_posture_attributes" "all" {}

output "posture_attribute_ids" {
  description = "Ids of the posture attributes by name."
  value       = { for attribute in data.zerotrust_posture_attributes.all.posture_attributes : attribute.name => attribute.id... }
}
