resource "zerotrust_card" "sessions" {
  name        = "Sessions by country"
  description = "For the security team"
  chart_type  = 2 # as in an existing card: the vendor does not publish the numbers
  dataset     = "sessions"
  data        = jsonencode({ group_by = "country", metric = "count" })
}
