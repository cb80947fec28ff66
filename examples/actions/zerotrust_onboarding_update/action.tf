action "zerotrust_onboarding_update" "connected" {
  config {
    completed_steps = ["create_account", "deploy_connector"]
  }
}
