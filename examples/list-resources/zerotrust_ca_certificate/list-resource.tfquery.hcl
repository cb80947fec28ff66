list "zerotrust_ca_certificate" "all" {
  provider = zerotrust
}
