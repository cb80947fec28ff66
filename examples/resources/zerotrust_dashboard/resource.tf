resource "zerotrust_dashboard" "security" {
  name        = "Security"
  description = "What the team looks at each morning"
  tags        = ["security"]
  data        = jsonencode({ cards = ["2xL6mVq8Tz3KcR9nWb4YsJ7hGdF"] })
}
