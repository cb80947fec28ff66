resource "zerotrust_app" "git" {
  name      = "Git"
  protocol  = "tcp"
  host      = "git.acme.example"
  tcp_ports = [22, 443, 8443] # no documented update
}

# zerotrust_app.wiki is gone.

resource "terraform_data" "group" {
  input = "group:sre"
}

resource "zerotrust_access" "engineering" {
  description = "Engineering reaches source code"
  user_list   = ["group:engineering", "group:everyone"]
  app_list    = [zerotrust_app.git.id]
}

resource "zerotrust_access" "computed" {
  for_each    = toset(["sre"])
  description = "Known only after apply"
  user_list   = [terraform_data.group.output]
  app_list    = [zerotrust_app.git.id]
}

resource "zerotrust_access" "members_only" {
  description = "Its users are members of their own"
  app_list    = [zerotrust_app.git.id]
}

resource "zerotrust_access_member" "all" {
  access_id = zerotrust_access.members_only.id
  user      = "*"
}

resource "zerotrust_policy" "guests" {
  name               = "Guests"
  type               = 1
  action             = 2
  allow_guest_access = true

  app_filter = {
    include_any = [{ all = ["appgroup:production"] }]
  }
}

resource "zerotrust_app_integrity_config" "ios" {
  version   = "production"
  platform  = "ios"
  name      = "Wallet iOS"
  enabled   = false
  action    = "log"
  team_id   = "ABCDE12345"
  bundle_id = "example.acme.wallet"
}
