resource "zerotrust_app" "git" {
  name      = "Git"
  protocol  = "tcp"
  host      = "git.example.com"
  tcp_ports = [22, 443]
}

resource "zerotrust_access" "engineering" {
  description = "Engineering reaches source code"
  user_list   = ["group:engineering", "group:sre"]
  app_list    = [zerotrust_app.git.id]
}
