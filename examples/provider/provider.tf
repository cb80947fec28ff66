terraform {
  required_providers {
    zerotrust = {
      source  = "zerotrust-as-code/zerotrust"
      version = "~> 0.1"
    }
  }
}

# Ephemeral, so that no plan and no state holds them. Without the arguments, ZEROTRUST_* variables of the environment count.
variable "edge_token" {
  description = "API token of a service user of Lacework Edge."
  type        = string
  ephemeral   = true
}

variable "apptego_secret" {
  description = "Secret of the AppTego API token."
  type        = string
  ephemeral   = true
}

# Configure the services whose types you use.
provider "zerotrust" {
  edge = {
    endpoint  = "https://edge.example.com"
    account   = "acme"
    api_token = var.edge_token

    # Corrects a route that the provider infers wrongly, by operationId:
    # routes = { updatePolicy = "PUT /api/v1/policies/{uuid}" }
  }

  apptego = {
    tenant_id    = "9f1c0a4e7b8d4a4db52e6a6d5c5c1f11"
    token_key    = "terraform"
    token_secret = var.apptego_secret
  }
}
