data "zerotrust_user" "oncall" {
  display_name = "Alice Example"
}

resource "zerotrust_workflow" "approval" {
  name       = "Approval by the person on call"
  recipients = [provider::zerotrust::tag("user", data.zerotrust_user.oncall.id)]
}
