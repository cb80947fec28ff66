data "zerotrust_view" "sessions" {
  view       = "sessions_by_country" # as the console uses it: the vendor publishes no names
  start_time = "2024-01-15T00:00:00Z"
  end_time   = "2024-01-16T00:00:00Z"
}

output "sessions" {
  value     = jsondecode(data.zerotrust_view.sessions.result)
  sensitive = true
}
