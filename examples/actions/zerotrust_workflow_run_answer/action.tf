variable "passcode" {
  type      = string
  sensitive = true
  default   = null
}

action "zerotrust_workflow_run_answer" "approve" {
  config {
    workflow_run_id = "3kT9wYb2Nq7LsV1cXz8RmJ5hPdF"
    answer_index    = "0"
    justification   = "The incident is open"
    mfa_passcode    = var.passcode
  }
}
