data "zerotrust_posture_profiles" "all" {}

# Reports profiles that every device meets.
check "profiles_check_something" {
  assert {
    condition     = alltrue([for profile in data.zerotrust_posture_profiles.all.posture_profiles : length(profile.attribute_uuids) > 0])
    error_message = "A posture profile has no attributes."
  }
}
