# Written by terraform-provider-zerotrust export.

resource "zerotrust_blob" "minimal" {
  key = "minimal"
}

resource "zerotrust_blob" "after" {
  name            = "after"
  data            = "after"
  expire_time_sec = 1900000001
  key             = "full"
}
