# Written by terraform-provider-zerotrust export.

resource "zerotrust_access" "alice_reaches_git" {
  description = "Alice reaches Git"
  app_list    = [zerotrust_app.git.id, "gone"]
  user_list   = ["group:eng", "user:${zerotrust_user.alice.id}"]
}
