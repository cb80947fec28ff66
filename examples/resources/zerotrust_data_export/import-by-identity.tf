import {
  to = zerotrust_data_export.siem
  identity = {
    id = "4nB8xK2wQz7VtM5rLc9JhY3fGdP"
  }
}
