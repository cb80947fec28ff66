data "zerotrust_dashboards" "security" {
  tag    = "security"
  status = ["ACTIVE"]
}

output "names" {
  value = [for dashboard in data.zerotrust_dashboards.security.dashboards : dashboard.name]
}
