# For another provider or a provisioner: a token of one run, which is revoked at its end.
ephemeral "zerotrust_token" "pipeline" {
  name        = "pipeline"
  description = "One run of the deployment pipeline"
  ttl_sec     = 900
}
