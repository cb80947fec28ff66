import {
  to = zerotrust_app.databases
  id = "app:acme.tcp.0.databases"
}
