data "zerotrust_ca_certificates" "all" {}

output "ca_subjects" {
  value = { for certificate in data.zerotrust_ca_certificates.all.ca_certificates : certificate.id => certificate.subject }
}
