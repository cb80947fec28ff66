data "zerotrust_data_export_bucket_policy" "logs" {
  s3_bucket_name = "acme-zero-trust-logs"
}

# Attach it to the bucket, for example with aws_s3_bucket_policy, before the export is created.
output "bucket_policy" {
  description = "Policy of the bucket, as JSON."
  value       = data.zerotrust_data_export_bucket_policy.logs.policy
}
