action "zerotrust_apptego_wait_for_build" "android" {
  config {
    version  = "production"
    platform = "android"
    timeout  = "45m"
  }
}

# Whatever starts the build. What depends on it waits until the build has ended.
resource "terraform_data" "release" {
  input = "2.1.0"

  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.zerotrust_apptego_wait_for_build.android]
    }
  }
}
