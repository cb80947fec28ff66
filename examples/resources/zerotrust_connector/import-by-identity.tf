import {
  to = zerotrust_connector.berlin
  identity = {
    id = "berlin-1"
  }
}
