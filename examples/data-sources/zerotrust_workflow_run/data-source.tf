data "zerotrust_workflow_run" "request" {
  id = "3kT9wYb2Nq7LsV1cXz8RmJ5hPdF"
}

output "answer" {
  description = "Index of the answer that was given, and by whom."
  value       = "${data.zerotrust_workflow_run.request.answer_index} (${data.zerotrust_workflow_run.request.approver_uuid})"
}
