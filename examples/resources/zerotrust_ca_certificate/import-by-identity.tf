import {
  to = zerotrust_ca_certificate.devices
  identity = {
    id = "3vK8sPq2Lx7TzB5nYc1RwM9dHfG"
  }
}
