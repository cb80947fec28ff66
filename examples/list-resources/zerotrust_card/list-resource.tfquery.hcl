# Every card, with its arguments, ready for generated configuration.
list "zerotrust_card" "all" {
  provider         = zerotrust
  include_resource = true
}
