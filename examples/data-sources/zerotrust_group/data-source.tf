data "zerotrust_group" "engineering" {
  name = "Engineering"
}

resource "zerotrust_access" "git" {
  user_list = [provider::zerotrust::tag("group", data.zerotrust_group.engineering.id)]
  app_list  = ["app:acme.tcp.0.git.example.com"]
}
