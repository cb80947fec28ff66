output "version" {
  value = provider::zerotrust::parse_integrity_id("production/integrity-uuid-1234").version
}
