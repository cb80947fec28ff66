data "zerotrust_data_export" "siem" {
  s3_bucket_name = "acme-zero-trust-logs"
}

output "last_export_time" {
  description = "When logs were exported last, in RFC 3339."
  value       = data.zerotrust_data_export.siem.last_export_time
}
