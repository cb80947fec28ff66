data "zerotrust_blobs" "console" {
  prefix = "console/"
}

output "console_blobs" {
  value = data.zerotrust_blobs.console.blobs[*].key
}
