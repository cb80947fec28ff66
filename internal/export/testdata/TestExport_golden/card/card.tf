# Written by terraform-provider-zerotrust export.

resource "zerotrust_card" "minimal" {
  name = "Minimal"
}

resource "zerotrust_card" "full" {
  name           = "Full"
  description    = "after"
  chart_type     = 2147483647
  data           = "{\"a\":[2]}"
  dataset        = "after"
  display_config = "after"
  layout         = "after"
  status         = "SUSPENDED"
}
