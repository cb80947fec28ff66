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
  user_list   = ["group:engineering"]
  app_list    = [zerotrust_app.git.id, zerotrust_app.wiki.id]
}
