# The vendor publishes no meaning for these numbers: take yours from an existing object, and name them once.
locals {
  export_type = { sessions = 1, audit = 2 }
}

# The apply fails if the service cannot write to the bucket; the export is kept and validated again by the next apply.
resource "zerotrust_data_export" "audit" {
  data_export_types = [local.export_type.audit]
  s3_bucket_name    = "acme-zero-trust-audit"
  validate          = true

  lifecycle {
    postcondition {
      condition     = self.validated
      error_message = "The service cannot write to the bucket. Is its policy attached?"
    }
  }
}
