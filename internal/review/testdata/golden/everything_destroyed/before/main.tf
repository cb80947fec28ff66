resource "zerotrust_app" "git" {
  name      = "Git"
  protocol  = "tcp"
  host      = "git.acme.example"
  tcp_ports = [22, 443]
}

resource "zerotrust_app" "wiki" {
  name     = "Wiki"
  protocol = "https"
  host     = "wiki.acme.example"
  port     = 443
}

resource "zerotrust_access" "engineering" {
  description = "Engineering reaches source code"
  user_list   = ["group:engineering"]
  app_list    = [zerotrust_app.git.id]
}

resource "zerotrust_policy" "block" {
  name           = "Block unmanaged devices"
  type           = 1
  action         = 2
  session_filter = { include_any = [{ all = ["posture_le:low"] }] }
}

resource "zerotrust_token" "pipeline" {
  name = "Pipeline"
}

resource "zerotrust_data_export" "siem" {
  data_export_types    = [1, 2]
  s3_bucket_name       = "acme-zero-trust-logs"
  s3_bucket_account_id = "123456789012"
}

resource "zerotrust_notification_channel" "security" {
  name       = "Security team"
  type       = 1
  recipients = ["user:alice"]
}
