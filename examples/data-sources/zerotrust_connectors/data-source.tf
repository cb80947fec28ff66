data "zerotrust_connectors" "all" {}

# Reports connectors without a running instance.
check "connectors_run" {
  assert {
    condition     = alltrue([for connector in data.zerotrust_connectors.all.connectors : length(connector.instances) > 0])
    error_message = "A connector has no running instance."
  }
}
