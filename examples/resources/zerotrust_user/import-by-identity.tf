import {
  to = zerotrust_user.auditor
  identity = {
    id = "8uA3fTq6Kx1RwZ9bYc5JdM2sLfH"
  }
}
