# Which devices count as healthy: policies select them by the tag posture. Numbers of types and platforms are those that
# your console shows for equal objects.

resource "zerotrust_posture_attribute" "edr_agent" {
  name                = "EDR agent runs"
  attribute_type      = 4
  supported_platforms = [1, 2]

  required_processes = [
    { platform = 1, bundle_id = "com.crowdstrike.falcon.App", team_id = "X9E956P446" },
    { platform = 2, process_regex = "(?i)CSFalconService" },
  ]
}

resource "zerotrust_posture_profile" "managed_mac" {
  name              = "Managed Mac"
  platform          = 1
  posture_tag_value = "high"
  attribute_uuids   = [zerotrust_posture_attribute.edr_agent.id]
}

# Managed devices have a certificate that this authority has issued.
resource "zerotrust_ca_certificate" "devices" {
  description    = "Issues the certificates of managed devices"
  purpose        = 1 # the vendor publishes no meaning: use the number of an equal certificate in your console
  public_key_pem = file("${path.module}/device-ca.pem")
}
