data "zerotrust_app_control_policy" "no_downloads" {
  name = "No downloads to unmanaged devices"
}

# The policies that the service made for its events.
output "no_downloads_policies" {
  value = data.zerotrust_app_control_policy.no_downloads.child_policy_uuids
}
