# The vendor publishes no meaning for these numbers: take yours from an existing object, and name them once.
locals {
  export_type = { sessions = 1, audit = 2 }
}

resource "zerotrust_data_export" "siem" {
  data_export_types    = [local.export_type.sessions, local.export_type.audit]
  s3_bucket_name       = "acme-zero-trust-logs"
  s3_bucket_account_id = "123456789012"
}
