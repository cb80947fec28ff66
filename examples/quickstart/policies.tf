# Under which conditions. The vendor publishes no meaning for the numbers of types, actions and platforms: take yours from
# existing objects, as the guide "Notes" shows. Keeping them in one place makes the rest readable.
locals {
  policy_type   = { security = 1, routing = 2 }
  policy_action = { allow = 1, block = 2, inspect = 3, route_direct = 101, run_workflow = 201 }

  platform       = { macos = 1, windows = 2 }
  attribute_type = { process = 4 }
  channel_type   = { users = 1, slack = 2 }

  certificate_purpose = { devices = 1 }
  export_type         = { sessions = 1, audit = 2 }
}

# How healthy a device is: see devices.tf.
locals {
  posture = {
    none    = provider::zerotrust::tag("posture_le", "low")
    some    = provider::zerotrust::tag("posture_ge", "medium")
    managed = provider::zerotrust::tag("posture_ge", zerotrust_posture_profile.managed_mac.posture_tag_value)
  }
}

# Security policy: payment data is inspected, and reached only from healthy devices.
resource "zerotrust_policy" "inspect_pci" {
  name        = "Inspect traffic to payment apps"
  description = "PCI scope: decrypt, inspect, and fail closed"
  type        = local.policy_type.security
  action      = local.policy_action.inspect

  app_filter = {
    include_any = [{ all = [local.payment_apps] }]
  }
  session_filter = {
    include_any = [
      { all = [local.group["Finance"], local.posture.some] },
      { all = [local.group["SRE"], local.posture.managed] },
    ]
  }
  mitm_settings = { fail_close = true }
}

# Routing policy: media takes the short way. The smaller priority wins.
resource "zerotrust_policy" "voice_direct" {
  name     = "Route voice directly"
  type     = local.policy_type.routing
  action   = local.policy_action.route_direct
  priority = 100

  app_filter = {
    include_any = [{ all = [provider::zerotrust::tag("host", zerotrust_app.voice.host)] }]
  }
}

# Block: production databases from anywhere but managed desktops.
resource "zerotrust_policy" "block_databases" {
  name   = "Block databases from unmanaged devices"
  type   = local.policy_type.security
  action = local.policy_action.block

  app_filter = {
    include_any = [{ all = [local.production_apps] }]
  }
  session_filter = {
    include_any = [{ all = [local.posture.none] }, { all = [provider::zerotrust::tag("anonymous_user", "true")] }]
    exclude_any = [{ all = [local.group["Break glass"], provider::zerotrust::tag("os", "macos")] }]
  }
}

# Within the payment apps: nothing leaves them on a device that is not healthy.
resource "zerotrust_app_control_policy" "keep_payment_data" {
  name        = "Keep payment data in its apps"
  description = "No copies and no downloads to unmanaged devices"

  app_filter = {
    include_any = [{ all = [local.payment_apps] }]
  }
  session_filter = {
    include_any = [{ all = [local.posture.none] }]
  }

  # The vendor publishes no meaning of these numbers: use those of an equal policy in your console.
  policy_event_actions = [
    { event_type = 1, action = 2 },
    { event_type = 4, action = 2 },
  ]
}
