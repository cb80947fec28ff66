data "zerotrust_workflow" "production" {
  name = "Manager approval"
}

data "zerotrust_workflow_runs" "pending" {
  workflow_uuid = data.zerotrust_workflow.production.id
  status        = "PENDING"
}

check "requests_are_answered" {
  assert {
    condition     = length(data.zerotrust_workflow_runs.pending.workflow_runs) < 20
    error_message = "Many requests for production access wait for an answer."
  }
}
