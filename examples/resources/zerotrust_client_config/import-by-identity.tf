import {
  to = zerotrust_client_config.managed
  identity = {
    id = "7yN4wLr0Uc3MdS9oXa6ZqK8iGeH"
  }
}
