output "apps" {
  description = "Ids of the private apps by name."
  value = {
    for app in [zerotrust_app.billing, zerotrust_app.git, zerotrust_app.databases, zerotrust_app.voice] : app.name => app.id
  }
}

output "trusted_builds" {
  description = "App Integrity configurations by version and platform."
  value = merge(
    { for version, config in zerotrust_app_integrity_config.android : "${version}/android" => config.id },
    { for version, config in zerotrust_app_integrity_config.ios : "${version}/ios" => config.id },
  )
}
