# Which devices count as healthy: policies select them by the tag posture.

resource "zerotrust_posture_attribute" "edr_agent" {
  name                = "EDR agent runs"
  attribute_type      = local.attribute_type.process
  supported_platforms = [local.platform.macos, local.platform.windows]

  required_processes = [
    { platform = local.platform.macos, bundle_id = "com.crowdstrike.falcon.App", team_id = "X9E956P446" },
    { platform = local.platform.windows, process_regex = "(?i)CSFalconService" },
  ]
}

resource "zerotrust_posture_profile" "managed_mac" {
  name              = "Managed Mac"
  platform          = local.platform.macos
  posture_tag_value = "high"
  attribute_uuids   = [zerotrust_posture_attribute.edr_agent.id]
}

# Managed devices have a certificate that this authority has issued.
resource "zerotrust_ca_certificate" "devices" {
  description    = "Issues the certificates of managed devices"
  purpose        = local.certificate_purpose.devices
  public_key_pem = file("${path.module}/device-ca.pem")
}
