variable "auditor_email" {
  type      = string
  sensitive = true
  default   = null
}

resource "zerotrust_user" "auditor" {
  display_name    = "External auditor"
  location        = "Bern"
  tags            = ["external"]
  login           = var.auditor_email
  email           = var.auditor_email
  send_invitation = true
}
