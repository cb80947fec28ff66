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
  app_list    = [zerotrust_app.git.id]
}
locals {
  policy_type   = { security = 1, routing = 2 }
  policy_action = { allow = 1, block = 2, inspect = 3, run_workflow = 201 }
}

resource "zerotrust_policy" "partners" {
  name           = "Partners"
  type           = local.policy_type.security
  action         = local.policy_action.block
  session_filter = { include_any = [{ all = ["group:partners"] }] }
}
