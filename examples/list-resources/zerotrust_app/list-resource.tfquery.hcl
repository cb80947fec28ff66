# Every production app, with its arguments, ready for generated configuration.
list "zerotrust_app" "production" {
  provider         = zerotrust
  include_resource = true

  config {
    tag = "production"
  }
}
