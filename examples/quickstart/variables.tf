variable "domain" {
  description = "Domain of the company; private apps live below it."
  type        = string
  default     = "acme.example"
}

variable "engineering_groups" {
  description = "Names of the groups whose members build and run the product."
  type        = set(string)
  default     = ["Engineering", "SRE"]
}

variable "on_call" {
  description = "Display names of the users who hear of alerts."
  type        = set(string)
  default     = ["Alice Example", "Bob Example"]
}

variable "mobile_package" {
  description = "Application id of the mobile app on Android, and its bundle identifier on iOS."
  type        = string
  default     = "example.acme.wallet"
}

variable "apple_team_id" {
  description = "Apple Team ID that signs the mobile app."
  type        = string
  default     = "ABCDE12345"
}

# Secrets are ephemeral: they pass through Terraform to the service and are kept in no plan and no state.
variable "android_decryption_key" {
  description = "Google Play Integrity decryption key, base64 text."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "android_verification_key" {
  description = "Google Play Integrity verification key, base64 text."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "android_keys_version" {
  description = "Raise it to have new Android keys sent."
  type        = number
  default     = 1
}
