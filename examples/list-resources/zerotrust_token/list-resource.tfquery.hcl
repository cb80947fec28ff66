# Every token that works, ready for import. Their secrets are not found.
list "zerotrust_token" "active" {
  provider = zerotrust
}
