# Written by terraform-provider-zerotrust export.

resource "zerotrust_data_export" "minimal" {
  data_export_types = [1]
  s3_bucket_name    = "Minimal"
}

resource "zerotrust_data_export" "full" {
  data_export_types    = [0, 2, 51]
  s3_bucket_account_id = "210987654321"
  s3_bucket_name       = "Full"
}
