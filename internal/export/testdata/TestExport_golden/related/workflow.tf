# Written by terraform-provider-zerotrust export.

resource "zerotrust_workflow" "ask" {
  name    = "Ask"
  actions = [{ on_object = 1, run = 1, target = "notify" }]
  answers = [
    { answer = "Approve", actions = [{ on_object = 2, run = 2, target = "SUCCESS" }] },
    { answer = "Deny", actions = [{ on_object = 2, run = 3, target = "FAILURE" }] },
    { answer = "Unsure", actions = [{ on_object = 2, run = 4, target = "UNSURE" }] },
  ]
  recipients = ["group:security", "user:${zerotrust_user.alice.id}"]
}
