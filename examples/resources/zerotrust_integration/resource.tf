# The vendor publishes no meaning for these numbers: take yours from an existing object, and name them once.
locals {
  third_party = { okta = 101, azure_ad = 102 }
}

variable "okta_private_key" {
  description = "Key by which the service reads users, groups and logs"
  type        = string
  sensitive   = true
  ephemeral   = true
}

resource "zerotrust_integration" "okta" {
  display_name         = "Okta"
  data_source          = local.third_party.okta
  integration_org_name = "acme"

  # Raise the version together with new credentials.
  credentials_wo = {
    client_id   = "0oa1b2c3d4e5f6g7h8i9"
    private_key = var.okta_private_key
  }
  credentials_wo_version = 1
}
