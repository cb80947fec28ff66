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

resource "zerotrust_access" "engineering" {
  description = "Engineering reaches source code"
  user_list   = ["group:engineering", "user:carol"]
  app_list    = [zerotrust_app.git.id]
  status      = "SUSPENDED"
}

resource "zerotrust_access" "oncall" {
  description = "On call"
  user_list   = ["user:carol"]
  app_list    = [zerotrust_app.git.id]
}
