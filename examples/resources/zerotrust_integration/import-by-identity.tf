import {
  to = zerotrust_integration.okta
  identity = {
    id = "6xM3vKq9Tb2LcR8nWz5YpJ7hFdG"
  }
}
