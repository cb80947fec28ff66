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

# A rule can be deleted, and so can a configuration of staging.

resource "zerotrust_access" "members_only" {
  description = "Its users are members of their own"
  app_list    = [zerotrust_app.git.id, zerotrust_app.wiki.id]
}

resource "zerotrust_access_member" "sre" {
  access_id = zerotrust_access.members_only.id
  user      = "group:sre"
}
