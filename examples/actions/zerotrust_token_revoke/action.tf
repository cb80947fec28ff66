action "zerotrust_token_revoke" "leaked" {
  config {
    token_id = "2hV8Qm1nGk0rW3xTz5bYc7dLpAe"
  }
}

resource "terraform_data" "incident" {
  input = "INC-1234"

  lifecycle {
    action_trigger {
      events  = [before_create, before_update]
      actions = [action.zerotrust_token_revoke.leaked]
    }
  }
}
