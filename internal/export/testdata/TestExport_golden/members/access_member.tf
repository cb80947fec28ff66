# Written by terraform-provider-zerotrust export.

resource "zerotrust_access_member" "alice_reaches_git_group_eng" {
  access_id = zerotrust_access.alice_reaches_git.id
  user      = "group:eng"
}

resource "zerotrust_access_member" "alice_reaches_git_user_whh8xi5n6m4nrmhyrzlktv08blw" {
  access_id = zerotrust_access.alice_reaches_git.id
  user      = "user:${zerotrust_user.alice.id}"
}

resource "zerotrust_access_member" "alice_reaches_git_app_acme_any_0_git" {
  access_id = zerotrust_access.alice_reaches_git.id
  app       = zerotrust_app.git.id
}

resource "zerotrust_access_member" "alice_reaches_git_gone" {
  access_id = zerotrust_access.alice_reaches_git.id
  app       = "gone"
}
