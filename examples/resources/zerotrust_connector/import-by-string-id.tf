import {
  to = zerotrust_connector.berlin
  id = "berlin-1"
}
