list "zerotrust_user" "external" {
  provider = zerotrust

  config {
    tag = ["external"]
  }
}
