data "zerotrust_token" "pipeline" {
  name = "Pipeline"
}

output "pipeline_token_owner" {
  description = "Who created the token that pipelines use."
  value       = data.zerotrust_token.pipeline.creator_display_name
}
