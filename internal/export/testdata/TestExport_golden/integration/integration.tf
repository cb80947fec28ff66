# Written by terraform-provider-zerotrust export.

resource "zerotrust_integration" "minimal" {
  display_name = "Minimal"
  data_source  = 101
}

resource "zerotrust_integration" "full" {
  display_name         = "Full"
  app_id               = "after"
  data_source          = 103
  environment_id       = "after"
  filter_domains       = ["group:a", "group:b", "group:c", "user:ä"]
  install_id           = "after"
  integration_org_name = "after"
  ms365_cloud          = 2
  shard_id             = 9
}
