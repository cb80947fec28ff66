resource "zerotrust_policy" "block_databases" {
  name        = "Block databases from unmanaged devices"
  description = "Production data is reached from healthy devices only"
  type        = 1 # the vendor publishes no meaning: use the numbers of an equal policy in your console
  action      = 2

  # Both filters must match. Each matches when all tags of one group do.
  app_filter = {
    include_any = [{ all = ["appgroup:production"] }]
  }
  session_filter = {
    include_any = [{ all = ["posture_le:low"] }, { all = ["anonymous_user:true"] }]
    exclude_any = [{ all = ["group:break-glass", "os:macos"] }]
  }
}
