# The service makes the token of guest users. It is kept in state, where it is sensitive.
resource "zerotrust_client_config" "visitors" {
  name                          = "Visitors"
  enable_guest_user_mode        = 1
  generate_guest_user_api_token = true
}

output "guest_token" {
  value     = zerotrust_client_config.visitors.guest_user_api_token
  sensitive = true
}
