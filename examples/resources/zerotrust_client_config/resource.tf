# The vendor publishes no meaning for these numbers: take yours from an existing object, and name them once.
locals {
  choice = { on = 1, off = 2 }
}

resource "zerotrust_client_config" "managed" {
  name        = "Managed laptops"
  description = "Always on, updated by us"

  session_filter = {
    include_any = [{ all = ["posture:managed"] }]
  }

  enable_always_on_vpn  = local.choice.on
  enable_manual_updates = local.choice.off

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
