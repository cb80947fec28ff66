ephemeral "zerotrust_temporary_access_token" "investigation" {
  user_uuid = "2hV8Qm1nGk0rW3xTz5bYc7dLpAe"
  ttl_sec   = 1800
}
