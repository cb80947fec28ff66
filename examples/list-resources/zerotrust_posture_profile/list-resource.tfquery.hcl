list "zerotrust_posture_profile" "all" {
  provider = zerotrust
}
