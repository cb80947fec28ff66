variable "user" {
  type    = string
  default = "o'brien@example.com"
}

output "query" {
  value = provider::zerotrust::audit_query([
    { column = "user_id", operator = "=", value = var.user },
    { column = "api_call", operator = "IN", values = ["config_update", "promote_config"] },
    { column = "successful", operator = "=", value = true },
  ])
}
