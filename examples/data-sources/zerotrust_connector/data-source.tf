data "zerotrust_connector" "berlin" {
  id = "berlin-1"
}

output "berlin_versions" {
  value = [for instance in data.zerotrust_connector.berlin.instances : instance.version]
}
