data "zerotrust_data_export" "siem" {
  s3_bucket_name = "acme-zero-trust-logs"
}

output "last_export_time" {
  description = "When logs were exported last, in RFC 3339."
  value       = timeadd("1970-01-01T00:00:00Z", "${data.zerotrust_data_export.siem.last_export_time}ms")
}
