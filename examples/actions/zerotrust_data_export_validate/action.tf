action "zerotrust_data_export_validate" "logs" {
  config {
    data_export_id = "2hV8Qm1nGk0rW3xTz5bYc7dLpAe"
  }
}

resource "terraform_data" "bucket_policy" {
  input = "version 3"

  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.zerotrust_data_export_validate.logs]
    }
  }
}
