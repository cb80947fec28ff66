import {
  to = zerotrust_notification_channel.security
  identity = {
    id = "6tC3hR9pWx1NsV8mKj5LbZ2yQfD"
  }
}
