resource "zerotrust_app" "git" {
  name      = "Git"
  protocol  = "tcp"
  host      = "git.acme.example"
  tcp_ports = [22, 443]
}

resource "zerotrust_app" "wiki" {
  name     = "Wiki"
  protocol = "https"
  host     = "wiki.acme.example"
  port     = 443
}

resource "terraform_data" "who" {
  input = "user:erin"
}

resource "zerotrust_access" "engineering" {
  description = "Engineering reaches source code"
  user_list   = ["group:engineering", terraform_data.who.output]
  app_list    = [zerotrust_app.git.id]
}

variable "choice" {
  type    = string
  default = "a"
}

resource "zerotrust_app" "new" {
  for_each = toset(["a", "b"])
  name     = "New ${each.key}"
  host     = "${each.key}.acme.example"
}

resource "zerotrust_access" "one_of_two" {
  description = "One of two"
  user_list   = ["group:support"]
  app_list    = [zerotrust_app.new[var.choice].id]
}

resource "zerotrust_access" "both_of_them" {
  description = "Both of them"
  user_list   = ["group:sre"]
  app_list    = [for app in zerotrust_app.new : app.id]
}
