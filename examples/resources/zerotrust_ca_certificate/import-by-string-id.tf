import {
  to = zerotrust_ca_certificate.devices
  id = "3vK8sPq2Lx7TzB5nYc1RwM9dHfG"
}
