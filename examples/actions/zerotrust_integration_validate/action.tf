action "zerotrust_integration_validate" "okta" {
  config {
    integration_id = "6xM3vKq9Tb2LcR8nWz5YpJ7hFdG"
  }
}

resource "terraform_data" "okta_app" {
  input = "scopes, version 2"

  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.zerotrust_integration_validate.okta]
    }
  }
}
