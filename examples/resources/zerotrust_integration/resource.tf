variable "okta_private_key" {
  description = "Key by which the service reads users, groups and logs"
  type        = string
  sensitive   = true
  ephemeral   = true
  default     = "-----BEGIN PRIVATE KEY-----"
}

resource "zerotrust_integration" "okta" {
  display_name         = "Okta"
  data_source          = 101 # the vendor publishes no names: use that of an equal integration in your console
  integration_org_name = "acme"

  # Raise the version together with new credentials.
  credentials_wo = {
    client_id   = "0oa1b2c3d4e5f6g7h8i9"
    private_key = var.okta_private_key
  }
  credentials_wo_version = 1
}
