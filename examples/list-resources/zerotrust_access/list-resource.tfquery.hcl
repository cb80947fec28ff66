# All access rules that apply to one user.
list "zerotrust_access" "alice" {
  provider = zerotrust

  config {
    user_id = "8uA3fTq6Kx1RwZ9bYc5JdM2sLfH" # as zerotrust_user shows it
  }
}
