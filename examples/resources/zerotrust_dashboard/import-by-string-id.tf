import {
  to = zerotrust_dashboard.security
  id = "8bN4kQx2Wv7TmC5rLz9JpY3hSfD"
}
