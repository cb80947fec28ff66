resource "zerotrust_token" "pipeline" {
  name        = "Pipeline"
  description = "Plans and applies this configuration"

  # A new value creates a successor and revokes the old token.
  rotation = "2026-01"
}
