resource "zerotrust_data_export" "siem" {
  data_export_types    = [1, 2]
  s3_bucket_name       = "acme-zero-trust-logs"
  s3_bucket_account_id = "123456789012"
}
