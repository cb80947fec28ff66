# Written by terraform-provider-zerotrust export.

resource "zerotrust_posture_attribute" "minimal" {
  name = "Minimal"
}

resource "zerotrust_posture_attribute" "full" {
  name           = "Full"
  description    = "after"
  attribute_type = 4
  required_processes = [
    {
      platform        = 2
      binary_hash     = "cafe"
      bundle_id       = "b"
      cert_thumbprint = "c"
      process_regex   = "a(?=b)"
      team_id         = "t"
    },
    { bundle_id = "com.example.agent" },
    { process_regex = "^agentd$" },
  ]
  supported_platforms = [0, 2, 3]
}
