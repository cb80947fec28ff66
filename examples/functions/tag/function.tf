variable "teams" {
  type    = set(string)
  default = ["engineering", "sre"]
}

output "sessions" {
  value = {
    include_any = [for team in var.teams : { all = [provider::zerotrust::tag("group", team)] }]
  }
}
