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

resource "zerotrust_access" "shared" {
  description = "Shared tools"
  app_list    = [zerotrust_app.wiki.id]
}

resource "zerotrust_access_member" "support" {
  access_id = zerotrust_access.shared.id
  user      = "group:support"
}

resource "zerotrust_access_member" "carol" {
  access_id = zerotrust_access.shared.id
  user      = "user:carol"
}
