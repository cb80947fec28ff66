data "zerotrust_cards" "all" {}

output "datasets" {
  description = "Datasets that cards show."
  value       = toset([for card in data.zerotrust_cards.all.cards : card.dataset])
}
