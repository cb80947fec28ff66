terraform {
  required_version = ">= 1.11"

  required_providers {
    zerotrust = {
      source  = "zerotrust-as-code/zerotrust"
      version = "~> 0.1"
    }
  }
}

# Endpoints and credentials come from ZEROTRUST_* environment variables, so that this configuration holds no secret
# and serves every tenant.
provider "zerotrust" {}
