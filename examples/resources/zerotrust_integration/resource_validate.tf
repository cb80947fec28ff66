# The vendor publishes no meaning for these numbers: take yours from an existing object, and name them once.
locals {
  third_party = { okta = 101, azure_ad = 102 }
}

# The service tries the credentials after every create and update. A failure after the create is a warning, and the next apply
# tries again; the postcondition makes the first apply fail as well.
variable "azure_client_secret" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "zerotrust_integration" "azure" {
  display_name   = "Azure AD"
  data_source    = local.third_party.azure_ad
  filter_domains = ["acme.example", "acme.example.org"]

  credentials_wo = {
    tenant_id     = "4f2a7c1e-0000-4000-8000-000000000000"
    client_id     = "9b1d6e3f-0000-4000-8000-000000000000"
    client_secret = var.azure_client_secret
  }
  credentials_wo_version = 1

  validate = true

  lifecycle {
    postcondition {
      condition     = self.validated
      error_message = "The credentials for Azure AD are not valid."
    }
  }
}
