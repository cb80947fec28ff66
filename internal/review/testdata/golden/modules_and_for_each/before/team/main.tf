terraform {
  required_providers {
    zerotrust = { source = "zerotrust-as-code/zerotrust" }
  }
}

variable "name" {
  type = string
}

variable "users" {
  type = set(string)
}

variable "shared" {
  type = list(string)
}

resource "zerotrust_app" "own" {
  name     = "Tool of ${var.name}"
  protocol = "https"
  host     = "${var.name}.acme.example"
}

resource "zerotrust_access" "team" {
  description = "Team ${var.name}"
  user_list   = var.users
  app_list    = concat([zerotrust_app.own.id], var.shared)
}

output "app" {
  value = zerotrust_app.own.id
}
