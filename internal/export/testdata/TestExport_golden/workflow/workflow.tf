# Written by terraform-provider-zerotrust export.

resource "zerotrust_workflow" "minimal" {
  name    = "Minimal"
  actions = [{ on_object = 1, run = 1, target = "notify" }]
  answers = [
    { answer = "Approve", actions = [{ on_object = 2, run = 2, target = "SUCCESS" }] },
    { answer = "Deny", actions = [{ on_object = 2, run = 3, target = "FAILURE" }] },
    { answer = "Unsure", actions = [{ on_object = 2, run = 4, target = "UNSURE" }] },
  ]
}

resource "zerotrust_workflow" "full" {
  name        = "Full"
  description = "after"
  actions     = [{ run = 3 }, { on_object = 1, run = 2, target = "b" }, { run = 1 }]
  answers = [
    { answer = "Yes" },
    { answer = "No", actions = [{ run = 3 }, { run = 1, target = "x" }] },
    { answer = "Later" },
  ]
  approval_ttl_sec                 = -1
  approver_text_template           = "after"
  default_answer_index             = "after"
  execution_ttl_sec                = 3600
  justification_required           = true
  recipients                       = ["group:a", "group:b", "group:c", "user:ä"]
  requestor_justification_required = true
  requestor_text_template          = "after"
  status                           = "SUSPENDED"
  text_template                    = "after"
  title                            = "after"
  token_required                   = true
}
