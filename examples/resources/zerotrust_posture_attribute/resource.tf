# The vendor publishes no meaning for these numbers: take yours from an existing object, and name them once.
locals {
  platform       = { macos = 1, windows = 2 }
  attribute_type = { process = 4 }
}

# The endpoint protection agent runs: any one of the processes is enough.
resource "zerotrust_posture_attribute" "edr_agent" {
  name                = "EDR agent runs"
  description         = "CrowdStrike Falcon, as signed by its vendor"
  attribute_type      = local.attribute_type.process
  supported_platforms = [local.platform.macos, local.platform.windows]

  required_processes = [
    { platform = local.platform.macos, bundle_id = "com.crowdstrike.falcon.App", team_id = "X9E956P446" },
    { platform = local.platform.windows, process_regex = "(?i)\\\\CSFalconService\\.exe$" },
  ]
}
