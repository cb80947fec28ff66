data "zerotrust_integration" "okta" {
  display_name = "Okta"
}

# Groups that came from it.
data "zerotrust_groups" "all" {}

output "okta_groups" {
  value = [for group in data.zerotrust_groups.all.groups : group.name if group.integration_id == data.zerotrust_integration.okta.id]
}
