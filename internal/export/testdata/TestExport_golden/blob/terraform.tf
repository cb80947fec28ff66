# Written by terraform-provider-zerotrust export.

terraform {
  required_version = ">= 1.11"

  required_providers {
    zerotrust = {
      source = "zerotrust-as-code/zerotrust"
    }
  }
}

# Addresses and credentials are in the environment: ZEROTRUST_EDGE_ENDPOINT and so on.
provider "zerotrust" {}
