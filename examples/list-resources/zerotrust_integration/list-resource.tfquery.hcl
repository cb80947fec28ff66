list "zerotrust_integration" "all" {
  provider = zerotrust
}
