# Written by terraform-provider-zerotrust export.

resource "zerotrust_policy" "ask_for_git" {
  name       = "Ask for Git"
  app_filter = { include_any = [{ all = ["app:${zerotrust_app.git.id}", "app:gone"] }] }
  session_filter = {
    exclude_any = [{ all = ["group:eng"] }, { all = ["os:macos", "user:${zerotrust_user.alice.id}"] }]
  }
  workflow_uuid = zerotrust_workflow.ask.id
}

resource "zerotrust_policy" "orphan" {
  name          = "Orphan"
  workflow_uuid = "gone"
}
