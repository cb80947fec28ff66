action "zerotrust_workflow_run" "incident" {
  config {
    workflow_uuid           = "4kT9wYb2Nq7LsV1cXz8RmJ5hPdF"
    app_uuid                = "app:acme.tcp.0.databases"
    requestor_justification = "Incident 4711"
  }
}
