# Written by terraform-provider-zerotrust export.

import {
  to = zerotrust_ca_certificate.id_of_minimal
  id = "id-of-minimal"
}

import {
  to = zerotrust_ca_certificate.after
  id = "id-of-full"
}
