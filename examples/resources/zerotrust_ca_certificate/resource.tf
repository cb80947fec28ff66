# The vendor publishes no meaning for these numbers: take yours from an existing object, and name them once.
locals {
  certificate_purpose = { devices = 1 }
}

# Clients look for identities that this CA has issued.
resource "zerotrust_ca_certificate" "devices" {
  description = "Issues the certificates of managed devices"
  purpose     = local.certificate_purpose.devices

  public_key_pem = <<-EOT
    -----BEGIN CERTIFICATE-----
    MIIBuzCCAWGgAwIBAgIUe8Mg/KM+us+dM0Kf+bP5M8CmdVMwCgYIKoZIzj0EAwIw
    MzEVMBMGA1UECgwMRXhhbXBsZSBDb3JwMRowGAYDVQQDDBFFeGFtcGxlIERldmlj
    ZSBDQTAeFw0yNjExMjYyMjUyNTFaFw0zNjExMjMyMjUyNTFaMDMxFTATBgNVBAoM
    DEV4YW1wbGUgQ29ycDEaMBgGA1UEAwwRRXhhbXBsZSBEZXZpY2UgQ0EwWTATBgcq
    hkjOPQIBBggqhkjOPQMBBwNCAARcHcAmix6w7nx09ieimoS42k5/1Wj+6sW5+e1x
    zghrf3tXTDAw2F8JTPg+dtoSQjH7OmCNhp3snUc37cHSpya4o1MwUTAdBgNVHQ4E
    FgQUCZelRzQ18/GSCwSlwEBtj0A2M/MwHwYDVR0jBBgwFoAUCZelRzQ18/GSCwSl
    wEBtj0A2M/MwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiB9hSYJ
    qLcOUva2ukWyAn6Nu5Z5bUeEW6CZ9yRB3BjCjAIhALA6sxRGU784fWHVJjUBgMd5
    RngywjRdqonjWwrdpqql
    -----END CERTIFICATE-----
  EOT
}
