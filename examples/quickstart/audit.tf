# What feeds the audit trail, and the token with which a pipeline reads it.

resource "zerotrust_data_export" "siem" {
  data_export_types    = [local.export_type.sessions, local.export_type.audit]
  s3_bucket_name       = "${replace(var.domain, ".", "-")}-zero-trust-logs"
  s3_bucket_account_id = "123456789012"
}

# The secret is in state, marked as sensitive: keep state where secrets may be, or use the ephemeral zerotrust_token.
resource "zerotrust_token" "pipeline" {
  name        = "Pipeline"
  description = "Plans this configuration on a schedule"
}
