data "zerotrust_workflows" "all" {}

# Reports workflows whose approvals never end.
check "approvals_end" {
  assert {
    condition     = alltrue([for workflow in data.zerotrust_workflows.all.workflows : workflow.approval_ttl_sec != -1])
    error_message = "A workflow grants approvals without a time limit."
  }
}
