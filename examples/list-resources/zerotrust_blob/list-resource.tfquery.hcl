list "zerotrust_blob" "console" {
  provider = zerotrust

  config {
    prefix = "console/"
  }
}
