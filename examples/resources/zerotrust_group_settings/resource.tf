# The group exists already; what is not set here is left alone.
resource "zerotrust_group_settings" "engineering" {
  id          = "4pR7tKx1Vc9NzL3qWb6YmJ8sHfD"
  description = "Everybody who builds"
  tags        = ["managed", "synced"]
}
