data "zerotrust_onboarding" "account" {}

output "license_version" {
  value = data.zerotrust_onboarding.account.eula_version
}
