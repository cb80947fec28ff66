import {
  to = zerotrust_app.databases
  identity = {
    id = "app:acme.tcp.0.databases"
  }
}
