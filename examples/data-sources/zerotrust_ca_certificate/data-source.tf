# The vendor does not say in which form the service writes a subject: look it up in the list first.
data "zerotrust_ca_certificate" "devices" {
  subject = "CN=Example Device CA,O=Example Corp"
}

output "device_ca_has_private_key" {
  value = data.zerotrust_ca_certificate.devices.have_private_key
}
