# Everybody and everything that one access rule selects.
list "zerotrust_access_member" "engineering" {
  provider = zerotrust

  config {
    access_id = "2hV8Qm1nGk0rW3xTz5bYc7dLpAe"
  }
}
