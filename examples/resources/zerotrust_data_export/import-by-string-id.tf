import {
  to = zerotrust_data_export.siem
  id = "4nB8xK2wQz7VtM5rLc9JhY3fGdP"
}
