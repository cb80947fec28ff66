# Written by terraform-provider-zerotrust export.

resource "zerotrust_ca_certificate" "id_of_minimal" {
  public_key_pem = <<-EOT
    -----BEGIN CERTIFICATE-----
    b25l
    -----END CERTIFICATE-----
  EOT
  status         = 2
}

resource "zerotrust_ca_certificate" "after" {
  description = "after"
  chain = [
    "-----BEGIN CERTIFICATE-----\nb3RoZXI=\n-----END CERTIFICATE-----\n",
    "-----BEGIN CERTIFICATE-----\nb25l\n-----END CERTIFICATE-----\n",
  ]
  public_key_pem = <<-EOT
    -----BEGIN CERTIFICATE-----
    b3RoZXI=
    -----END CERTIFICATE-----
  EOT
  purpose        = 3
  status         = 2
}
