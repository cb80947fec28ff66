data "zerotrust_card" "sessions" {
  name = "Sessions by country"
}

resource "zerotrust_dashboard" "security" {
  name        = "Security"
  description = "What the team looks at each morning"
  tags        = ["security"]
  data        = jsonencode({ cards = [data.zerotrust_card.sessions.id] })
}
