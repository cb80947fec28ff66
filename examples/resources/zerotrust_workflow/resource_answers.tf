# Answers of one's own. The vendor publishes no meaning for the numbers: use those of an equal workflow in your console,
# which the data source zerotrust_workflow shows.
resource "zerotrust_workflow" "break_glass" {
  name                   = "Break glass"
  title                  = "Emergency access"
  recipients             = ["group:incident-commanders"]
  approval_ttl_sec       = 60 * 60
  justification_required = true
  token_required         = true

  answers = [
    { answer = "Let in", actions = [{ on_object = 2, run = 2, target = "SUCCESS" }] },
    { answer = "Keep out", actions = [{ on_object = 2, run = 3, target = "FAILURE" }] },
  ]
}
