import {
  to = zerotrust_app_control_policy.no_downloads
  identity = {
    id = "8rN5xWq3Kv1TzL7cYb2MdJ9sPfG"
  }
}
