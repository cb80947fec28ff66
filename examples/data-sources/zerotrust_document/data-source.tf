data "zerotrust_document" "plan" {
  id = "5nB8xK2wQz7VtM5rLc9JhY3fGdP"
}

check "plan_stays_inside" {
  assert {
    condition     = !data.zerotrust_document.plan.is_shared_externally
    error_message = "The plan is shared outside the account."
  }
}
