data "zerotrust_app" "git" {
  name = "Git"
}

# Lets another team's app be used without managing it.
resource "zerotrust_access" "contractors" {
  description = "Contractors reach source code"
  user_list   = ["group:contractors"]
  app_list    = [data.zerotrust_app.git.id]
}
