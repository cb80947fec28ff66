# The dashboards of the security team, with their arguments, ready for generated configuration.
list "zerotrust_dashboard" "security" {
  provider         = zerotrust
  include_resource = true

  config {
    tag = "security"
  }
}
