resource "zerotrust_app" "git" {
  name      = "Git"
  protocol  = "tcp"
  host      = "git.acme.example"
  tcp_ports = [22, 443]
}

resource "zerotrust_access" "engineering" {
  description = "Engineering reaches source code"
  user_list   = ["group:engineering"]
  app_list    = [zerotrust_app.git.id]
}

resource "zerotrust_app_integrity_config" "ios" {
  version   = "staging"
  platform  = "ios"
  name      = "Wallet iOS"
  team_id   = "ABCDE12345"
  bundle_id = "example.acme.wallet"
}
