import {
  to = zerotrust_access.engineering
  identity = {
    id = "2hV8Qm1nGk0rW3xTz5bYc7dLpAe"
  }
}
