# Written by terraform-provider-zerotrust export.

resource "zerotrust_app_integrity_config" "staging_ios" {
  name     = "iOS"
  version  = "staging"
  platform = "ios"
}

resource "zerotrust_app_integrity_config" "production_android" {
  name                 = "Android"
  version              = "production"
  platform             = "android"
  action               = "message"
  actions              = ["die"]
  buttons              = ["Quit"]
  cloud_project_number = "123"
  enabled              = true
  message              = <<-EOT
    Hello $${name},

      this build is not trusted.
  EOT
  package_name         = "com.example.wallet"
  redirects            = [""]
  title                = "Not trusted"
  decryption_key_wo    = var.production_android_decryption_key
  verification_key_wo  = var.production_android_verification_key
}
