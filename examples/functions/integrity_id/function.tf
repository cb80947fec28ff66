output "import_id" {
  value = provider::zerotrust::integrity_id("production", "integrity-uuid-1234")
}
