resource "zerotrust_client_config" "managed" {
  name        = "Managed laptops"
  description = "Always on, updated by us"

  session_filter = {
    include_any = [{ all = ["posture:managed"] }]
  }

  # The vendor does not publish which of 1 and 2 is true: use the numbers of an equal configuration in your console.
  enable_always_on_vpn  = 1
  enable_manual_updates = 2

  dns_search_domains          = ["corp.example.com", "example.com"]
  disconnect_interval_minutes = ["5", "15"]

  # Raise the version together with a new token.
  guest_user_api_token_wo         = var.guest_token
  guest_user_api_token_wo_version = 1
}

variable "guest_token" {
  type      = string
  sensitive = true
  ephemeral = true
}
