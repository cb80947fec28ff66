# Who is asked before production is opened, and who hears of alerts.

resource "zerotrust_workflow" "production_access" {
  name                             = "Access to production"
  title                            = "Production access needs an approval"
  recipients                       = [local.group["Security"], local.group["SRE leads"]]
  approval_ttl_sec                 = 8 * 60 * 60
  requestor_justification_required = true
}

resource "zerotrust_policy" "ask_for_databases" {
  name          = "Ask before databases are opened"
  type          = local.policy_type.security
  action        = local.policy_action.run_workflow
  workflow_uuid = zerotrust_workflow.production_access.id

  app_filter = {
    include_any = [{ all = [local.production_apps] }]
  }
  session_filter = {
    include_any = [for engineers in local.engineers : { all = [engineers] }]
  }
}

resource "zerotrust_notification_channel" "security" {
  name       = "Security team"
  type       = local.channel_type.users
  recipients = local.on_call
}
