list "zerotrust_workflow" "break_glass" {
  provider = zerotrust

  config {
    name = "Break glass"
  }
}
