data "zerotrust_apps" "production" {
  tag    = "production"
  status = ["ACTIVE"]
}

output "production_hosts" {
  description = "Host names of the production apps by name."
  value       = { for app in data.zerotrust_apps.production.apps : app.name => app.host }
}
