data "zerotrust_tokens" "active" {}

# Reports tokens that have become too many to know.
check "few_tokens" {
  assert {
    condition     = length(data.zerotrust_tokens.active.tokens) <= 20
    error_message = "The account has ${length(data.zerotrust_tokens.active.tokens)} active API tokens."
  }
}
