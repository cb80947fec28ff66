# Whatever uses the secret is updated before the old token is revoked.
resource "terraform_data" "rotation" {
  input = "2026-01"
}

resource "zerotrust_token" "deploy" {
  name = "Deploy"

  lifecycle {
    create_before_destroy = true
    replace_triggered_by  = [terraform_data.rotation]
  }
}
