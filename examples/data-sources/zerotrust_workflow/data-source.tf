data "zerotrust_workflow" "manager_approval" {
  name = "Manager approval"
}

# Runs a workflow that another team owns.
resource "zerotrust_policy" "contractors_ask" {
  name          = "Contractors ask before they reach production"
  type          = 1 # the vendor publishes no meaning: use the numbers of an equal policy in your console
  action        = 4
  workflow_uuid = data.zerotrust_workflow.manager_approval.id

  app_filter = {
    include_any = [{ all = ["appgroup:production"] }]
  }
  session_filter = {
    include_any = [{ all = ["group:contractors"] }]
  }
}
