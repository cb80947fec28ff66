# The vendor publishes no meaning for these numbers: take yours from an existing object, and name them once.
locals {
  policy_type   = { security = 1, routing = 2 }
  policy_action = { allow = 1, block = 2, inspect = 3, route_direct = 101, run_workflow = 201 }
}

data "zerotrust_workflow" "manager_approval" {
  name = "Manager approval"
}

# Runs a workflow that another team owns.
resource "zerotrust_policy" "contractors_ask" {
  name          = "Contractors ask before they reach production"
  type          = local.policy_type.security
  action        = local.policy_action.run_workflow
  workflow_uuid = data.zerotrust_workflow.manager_approval.id

  app_filter = {
    include_any = [{ all = ["appgroup:production"] }]
  }
  session_filter = {
    include_any = [{ all = ["group:contractors"] }]
  }
}
