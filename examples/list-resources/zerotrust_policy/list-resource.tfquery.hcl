# Every policy of the account.
list "zerotrust_policy" "all" {
  provider = zerotrust
}
