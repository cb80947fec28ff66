# Written by terraform-provider-zerotrust export.

resource "zerotrust_access" "d" {
  description = "d"
}

resource "zerotrust_access" "after" {
  description        = "after"
  access_type        = 3
  allow_guest_access = true
  app_list           = ["group:a", "group:b", "group:c", "user:ä"]
  end_time           = "2100-01-01T00:00:00Z"
  integration_id     = "after"
  revoked_user_list  = ["group:a", "group:b", "group:c", "user:ä"]
  status             = "SUSPENDED"
  user_list          = ["group:a", "group:b", "group:c", "user:ä"]
}
