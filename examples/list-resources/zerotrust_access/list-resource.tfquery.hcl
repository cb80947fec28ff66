# All access rules that apply to one user.
list "zerotrust_access" "alice" {
  provider = zerotrust

  config {
    user_id = "user:alice"
  }
}
