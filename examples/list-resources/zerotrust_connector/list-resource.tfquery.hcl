list "zerotrust_connector" "all" {
  provider = zerotrust
}
