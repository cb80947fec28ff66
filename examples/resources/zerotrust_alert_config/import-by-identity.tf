import {
  to = zerotrust_alert_config.break_glass
  identity = {
    id = "8tB5hR9pWx1NsV8mKj5LbZ2yQfD"
  }
}
