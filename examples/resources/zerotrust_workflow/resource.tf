# Somebody of the security team lets a user into production for a working day.
resource "zerotrust_workflow" "production_access" {
  name                             = "Access to production"
  title                            = "Production access needs an approval"
  description                      = "Just-in-time access for engineers on call"
  recipients                       = ["group:security", "group:sre-leads"]
  approval_ttl_sec                 = 8 * 60 * 60
  execution_ttl_sec                = 30 * 60
  requestor_justification_required = true
  requestor_text_template          = "Your request was sent to the security team."
  approver_text_template           = "Approve only with an open incident or change ticket."

  # actions and answers are left to the service: a notification; Approve, Deny and Unsure.
}
