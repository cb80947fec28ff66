list "zerotrust_posture_attribute" "all" {
  provider = zerotrust
}
