data "zerotrust_groups" "active" {
  status = ["ACTIVE"]
}

# How many users each group has.
output "group_sizes" {
  value = { for group in data.zerotrust_groups.active.groups : group.name => group.user_count... }
}
