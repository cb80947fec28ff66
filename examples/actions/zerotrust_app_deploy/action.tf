action "zerotrust_app_deploy" "git" {
  config {
    name     = "Git"
    protocol = "https"
    host     = "git.example.com"
    tags     = ["engineering"]
  }
}

resource "terraform_data" "rollout" {
  input = "first office"

  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.zerotrust_app_deploy.git]
    }
  }
}
