resource "zerotrust_connector" "berlin" {
  unique_name   = "berlin-1"
  name          = "Berlin office"
  description   = "Carries traffic to the apps of the office"
  external_addr = ["berlin-1.connect.example.com"]
  tags          = ["office"]

  config = {
    dns_resolver = { ips = ["10.1.0.53"] }
    enable_quic  = true
  }
}

# Apps name their connector.
resource "zerotrust_app" "wiki" {
  name                  = "Wiki"
  protocol              = "https"
  host                  = "wiki.example.com"
  connector_unique_name = zerotrust_connector.berlin.unique_name
}
