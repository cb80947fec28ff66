# The endpoint protection agent runs: any one of the processes is enough. The vendor publishes no meaning for the numbers of
# types and platforms: use those of an equal check in your console.
resource "zerotrust_posture_attribute" "edr_agent" {
  name                = "EDR agent runs"
  description         = "CrowdStrike Falcon, as signed by its vendor"
  attribute_type      = 4
  supported_platforms = [1, 2]

  required_processes = [
    { platform = 1, bundle_id = "com.crowdstrike.falcon.App", team_id = "X9E956P446" },
    { platform = 2, process_regex = "(?i)\\\\CSFalconService\\.exe$" },
  ]
}
