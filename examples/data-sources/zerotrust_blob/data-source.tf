data "zerotrust_blob" "banner" {
  id = "console/banner"
}

output "banner" {
  value     = data.zerotrust_blob.banner.data
  sensitive = true
}
