import {
  to = zerotrust_group_settings.engineering
  id = "4pR7tKx1Vc9NzL3qWb6YmJ8sHfD"
}
