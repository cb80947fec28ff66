data "zerotrust_posture_profile" "managed_mac" {
  name = "Managed Mac"
}

# Payment data only from devices that meet the profile or are better.
resource "zerotrust_policy" "payments_from_managed_macs" {
  name   = "Payments from managed Macs"
  type   = 1 # the vendor publishes no meaning: use the numbers of an equal policy in your console
  action = 1

  app_filter = {
    include_any = [{ all = ["appgroup:pci"] }]
  }
  session_filter = {
    include_any = [{ all = ["os:macos", "posture_ge:${data.zerotrust_posture_profile.managed_mac.posture_tag_value}"] }]
  }
}
