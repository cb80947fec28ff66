data "zerotrust_integrations" "all" {}

output "integrations_by_source" {
  value = { for integration in data.zerotrust_integrations.all.integrations : integration.data_source => integration.display_name... }
}
