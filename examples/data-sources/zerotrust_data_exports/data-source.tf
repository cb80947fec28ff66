data "zerotrust_data_exports" "all" {}

output "export_buckets" {
  description = "Buckets that logs are exported to."
  value       = data.zerotrust_data_exports.all.data_exports[*].s3_bucket_name
}
