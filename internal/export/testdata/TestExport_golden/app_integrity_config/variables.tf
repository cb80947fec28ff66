# Written by terraform-provider-zerotrust export.

variable "production_android_decryption_key" {
  description = "For zerotrust_app_integrity_config.production_android.decryption_key_wo. The service never shows it; without a value it stays as it is."
  type        = string
  sensitive   = true
  ephemeral   = true
  default     = null
}

variable "production_android_verification_key" {
  description = "For zerotrust_app_integrity_config.production_android.verification_key_wo. The service never shows it; without a value it stays as it is."
  type        = string
  sensitive   = true
  ephemeral   = true
  default     = null
}
