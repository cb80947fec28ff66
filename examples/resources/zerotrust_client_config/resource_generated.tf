# The vendor publishes no meaning for these numbers: take yours from an existing object, and name them once.
locals {
  choice = { on = 1, off = 2 }
}

# The service makes the token of guest users. It is kept in state, where it is sensitive.
resource "zerotrust_client_config" "visitors" {
  name                          = "Visitors"
  enable_guest_user_mode        = local.choice.on
  generate_guest_user_api_token = true
}

output "guest_token" {
  value     = zerotrust_client_config.visitors.guest_user_api_token
  sensitive = true
}
